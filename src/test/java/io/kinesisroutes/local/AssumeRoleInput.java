// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The parameters of AssumeRole, checked against their grammar. */
record AssumeRoleInput(
        Arn roleArn,
        String sessionName,
        Optional<String> externalId,
        Duration duration,
        Optional<PolicyDocument> sessionPolicy,
        boolean tagged,
        Optional<String> sourceIdentity) {
    private static final String INVALID = "ValidationError";
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:\\/-]*");
    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]*");

    static AssumeRoleInput parse(FormBody form) {
        Optional<Integer> seconds = form.get("DurationSeconds").map(AssumeRoleInput::number);
        check(form, seconds);
        if (form.hasAny("PolicyArns.member")) {
            throw new AwsError(INVALID, 400, "LocalAws knows no managed policies: pass Policy instead of PolicyArns");
        }
        String roleArn = form.get("RoleArn").orElseThrow();
        return new AssumeRoleInput(
                Arn.parse(roleArn).orElseThrow(() -> new AwsError(INVALID, 400, roleArn + " is invalid")),
                form.get("RoleSessionName").orElseThrow(),
                form.get("ExternalId"),
                seconds.map(Duration::ofSeconds).orElse(Limits.ONE_HOUR),
                form.get("Policy").map(AssumeRoleInput::policy),
                form.hasAny("Tags.member"),
                form.get("SourceIdentity"));
    }

    /** Everything that the trust policy and, across accounts, the caller's own policies must allow. */
    List<String> actions() {
        return Stream.of(
                        Stream.of("sts:AssumeRole"),
                        tagged ? Stream.of("sts:TagSession") : Stream.<String>empty(),
                        sourceIdentity.stream().map(any -> "sts:SetSourceIdentity"))
                .flatMap(actions -> actions)
                .toList();
    }

    private static void check(FormBody form, Optional<Integer> seconds) {
        Constraints constraints = new Constraints();
        constraints.present("roleArn", form.get("RoleArn").isPresent());
        constraints.text("roleArn", form.get("RoleArn"), 20, 2048, Shapes.ANY);
        constraints.present("roleSessionName", form.get("RoleSessionName").isPresent());
        constraints.text("roleSessionName", form.get("RoleSessionName"), 2, 64, SESSION_NAME);
        constraints.text("externalId", form.get("ExternalId"), 2, 1224, EXTERNAL_ID);
        constraints.text("sourceIdentity", form.get("SourceIdentity"), 2, 64, SESSION_NAME);
        constraints.text("policy", form.get("Policy"), 1, 2048, Shapes.ANY);
        constraints.range("durationSeconds", seconds, (int) Limits.SHORTEST_SESSION.toSeconds(), (int)
                Limits.LONGEST_SESSION.toSeconds());
        constraints.check(INVALID);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new AwsError("MalformedInput", 400, "DurationSeconds is not a number: " + text);
        }
    }

    private static PolicyDocument policy(String json) {
        try {
            return PolicyParser.permissionPolicy(json);
        } catch (IllegalArgumentException e) {
            throw new AwsError("MalformedPolicyDocument", 400, e.getMessage());
        }
    }
}
