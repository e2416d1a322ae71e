// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinesisroutes.access.Permission;
import io.kinesisroutes.access.PermissionsComparison;
import io.kinesisroutes.access.PolicyDiff;
import io.kinesisroutes.access.PolicyDocument;
import io.kinesisroutes.access.PolicyReader;
import io.kinesisroutes.access.RoleArn;
import io.kinesisroutes.access.TrustComparison;
import io.kinesisroutes.config.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Says what a policy has too much and too little. For a program: <code>{"equal":false,"comparisons":[{"kind":"trust",
 * "role":ARN,"sides":["source"],"tooMuch":[TEXT],"tooLittle":[],"unclear":[]}]}</code>.
 */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description =
                "Says what a policy that somebody wrote has too much and too little against the one that is needed."
                        + " Bare, or as aws iam get-role, get-role-policy or get-policy-version answers it.",
        footer = {"", "Exit code: 0 equal in effect, 1 different, 2 bad usage, or the file is no policy."})
final class PolicyCompare extends PolicyTask {

    @Parameters(index = "0", paramLabel = "FILE", description = "The policy; - for standard input.")
    private String file;

    @Parameters(
            index = "1..*",
            arity = "0..2",
            paramLabel = "WORD",
            description =
                    "trust or permissions, where the file's Principal, or that it has none, is not to decide; caller for"
                            + " the policy of this deployment's own identity; source or sink, where not both are meant.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--role",
            paramLabel = "ARN",
            description = "Which role of a chain has the policy. Default: the last one, which reaches the stream.")
    private String role;

    @Mixin
    private TrustOptions trust;

    @Mixin
    private KeyOption key;

    @Mixin
    private AccountOption account;

    private Boolean saidTrust;
    private boolean saidCaller;
    private PolicyDocument given;

    @Override
    Side side(Problems problems) {
        Side side = null;
        for (String word : words) {
            switch (word.toLowerCase(Locale.ROOT)) {
                case "trust" -> saidTrust = true;
                case "permissions" -> saidTrust = false;
                case "caller" -> {
                    saidTrust = false;
                    saidCaller = true;
                }
                case "source" -> side = Side.SOURCE;
                case "sink" -> side = Side.SINK;
                default ->
                    problems.add(
                            "WORD",
                            word,
                            "is none of trust, permissions, caller, source and sink",
                            "Example: policy diff FILE trust source");
            }
        }
        return side;
    }

    @Override
    void check(Settings settings, PolicySides sides, Problems problems) {
        trust.check(settings, sides, problems);
        key.check(sides, problems);
        account.check(problems);
        try {
            given = PolicyReader.read(text());
            checkKind(problems);
            if (given.isTrust()) {
                sides.requireRole(problems);
            }
        } catch (NoSuchFileException e) {
            problems.add(
                    "FILE",
                    file,
                    "is not a file (looked from " + Path.of("").toAbsolutePath() + ")",
                    "Name a file, or - for standard input");
        } catch (IOException e) {
            problems.add("FILE", file, "cannot be read: " + e, "Name a file, or - for standard input");
        } catch (IllegalArgumentException e) {
            problems.add("FILE", file, e.getMessage(), "Example of a policy: kinesis-routes policy permissions source");
        }
        if (role != null && saidCaller) {
            problems.add("--role", role, "does not go with caller, which is no role", "Leave one of the two away");
        } else if (role != null && !sides.roles().contains(role)) {
            problems.add(
                    "--role", role, "is no role of the settings", "They have: " + String.join(", ", sides.roles()));
        }
    }

    private String text() throws IOException {
        byte[] bytes = file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void checkKind(Problems problems) {
        if (saidTrust != null && saidTrust != given.isTrust()) {
            problems.add(
                    "FILE",
                    file,
                    given.isTrust()
                            ? "has a Principal, so it is a trust policy and not one of permissions"
                            : "has no Principal, so it is no trust policy",
                    "Leave the word away, or name the other file");
        }
    }

    @Override
    int work(PolicySides sides, Output out) {
        Map<Optional<RoleArn>, PolicyDiff> diffs = given.isTrust() ? trust(sides) : permissions(sides);
        if (out.isJson()) {
            out.json(json(sides, diffs));
        } else {
            diffs.forEach((whose, diff) -> print(whose, users(whose, sides), diff, out));
        }
        return isEqual(diffs) ? 0 : 1;
    }

    private static boolean isEqual(Map<Optional<RoleArn>, PolicyDiff> diffs) {
        return diffs.values().stream().allMatch(PolicyDiff::isEmpty);
    }

    private Map<Optional<RoleArn>, PolicyDiff> trust(PolicySides sides) {
        Map<Optional<RoleArn>, PolicyDiff> diffs = new LinkedHashMap<>();
        trust.callers(sides).forEach((arn, callers) -> {
            if (isMeant(Optional.of(arn), sides)) {
                diffs.put(
                        Optional.of(arn),
                        TrustComparison.compare(given, List.copyOf(callers), List.copyOf(trust.names())));
            }
        });
        return diffs;
    }

    private Map<Optional<RoleArn>, PolicyDiff> permissions(PolicySides sides) {
        if (saidCaller) {
            List<Permission> own = sides.own(key.get(), account.get());
            return Map.of(Optional.empty(), PermissionsComparison.compare(given, own));
        }
        Map<Optional<RoleArn>, PolicyDiff> diffs = new LinkedHashMap<>();
        Map<Optional<RoleArn>, List<Permission>> needed = sides.permissions(key.get(), account.get());
        needed.forEach((whose, permissions) -> {
            if (isMeant(whose, sides)) {
                diffs.put(whose, PermissionsComparison.compare(given, permissions));
            }
        });
        return diffs;
    }

    private Set<Side> users(Optional<RoleArn> whose, PolicySides sides) {
        return saidCaller ? sides.all() : sides.sidesOf(whose);
    }

    private boolean isMeant(Optional<RoleArn> whose, PolicySides sides) {
        return role == null
                ? sides.streamCallers().contains(whose)
                : whose.map(RoleArn::toString).filter(role::equals).isPresent();
    }

    private void print(Optional<RoleArn> whose, Set<Side> sides, PolicyDiff diff, Output out) {
        out.plain(PolicyPrint.sides(sides) + ": " + kind() + " of " + PolicyPrint.whose(whose) + ": "
                + (diff.isEmpty() ? "as needed" : "not as needed"));
        diff.tooMuch().forEach(line -> out.plain("  too much    " + TerminalText.safe(line)));
        diff.tooLittle().forEach(line -> out.plain("  too little  " + TerminalText.safe(line)));
        diff.unclear().forEach(line -> out.plain("  unclear     " + TerminalText.safe(line)));
    }

    private String kind() {
        return given.isTrust() ? "trust policy" : "permissions";
    }

    private ObjectNode json(PolicySides sides, Map<Optional<RoleArn>, PolicyDiff> diffs) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("equal", isEqual(diffs));
        ArrayNode list = json.putArray("comparisons");
        diffs.forEach((whose, diff) -> {
            ObjectNode one = list.addObject();
            one.put("kind", given.isTrust() ? "trust" : "permissions");
            whose.ifPresent(arn -> one.put("role", arn.toString()));
            users(whose, sides).forEach(side -> one.withArray("/sides").add(side.toString()));
            diff.tooMuch().forEach(one.putArray("tooMuch")::add);
            diff.tooLittle().forEach(one.putArray("tooLittle")::add);
            diff.unclear().forEach(one.putArray("unclear")::add);
        });
        return json;
    }
}
