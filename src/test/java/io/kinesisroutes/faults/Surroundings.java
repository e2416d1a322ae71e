// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import io.kinesisroutes.faults.Setup.Access;
import io.kinesisroutes.faults.Setup.Position;
import io.kinesisroutes.local.LocalAccount;
import io.kinesisroutes.local.LocalAws;
import io.kinesisroutes.local.LocalCredentials;
import io.kinesisroutes.local.LocalRole;
import io.kinesisroutes.local.LocalStream;
import io.kinesisroutes.local.PermissionPolicies;
import io.kinesisroutes.local.TrustPolicies;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** The local AWS of one run: the stream and one for copies, their owner's account with a user and a role, and the deployment's account. */
record Surroundings(
        Setup setup,
        LocalAws aws,
        LocalStream stream,
        LocalStream copy,
        LocalRole role,
        LocalCredentials user,
        LocalCredentials deployment) {

    private static final String OWNER = "111122223333";
    private static final String DEPLOYMENT = "999988887777";
    private static final String REGION = WorkerOptions.REGION;
    static final String EXTERNAL_ID = "acme";
    private static final String STREAM = WorkerOptions.STREAM;
    /** Where a route that has a sink writes to. */
    static final String COPY = "orders-copy";

    private static final String USER = "reader";

    static Surroundings of(Setup setup) {
        LocalAws aws = LocalAws.start(setup.aws());
        LocalAccount owner = aws.account(OWNER);
        LocalStream stream = owner.createStream(REGION, STREAM, setup.shards());
        LocalStream copy = owner.createStream(REGION, COPY, setup.shards());
        LocalRole role =
                owner.role("OrdersReader", TrustPolicies.allow(DEPLOYMENT, EXTERNAL_ID), access(stream), access(copy));
        LocalCredentials user = owner.user(USER, access(stream), access(copy));
        LocalCredentials deployment = aws.account(DEPLOYMENT).user("deployment");
        return new Surroundings(setup, aws, stream, copy, role, user, deployment);
    }

    private static String access(LocalStream stream) {
        return PermissionPolicies.allow(stream.arn(), "kinesis:*");
    }

    /** Nobody may read the stream any more. */
    void revoke() {
        String nothing = PermissionPolicies.deny(stream.arn(), "kinesis:*");
        role.permissionPolicies(nothing);
        aws.account(OWNER).user(USER, nothing);
    }

    /** Takes {@link #revoke()} back. */
    void giveBack() {
        role.permissionPolicies(access(stream));
        aws.account(OWNER).user(USER, access(stream));
    }

    SubjectOptions options(Subject subject, Path directory, Instant timestamp) {
        SubjectOptions options = new SubjectOptions(
                subject,
                uri(subject, directory, timestamp),
                aws.endpoint().toString(),
                user.accessKeyId(),
                user.secretAccessKey(),
                "",
                EXTERNAL_ID,
                directory.resolve("deliveries.tsv").toAbsolutePath().toString(),
                setup.route(),
                setup.trouble());
        if (setup.access() == Access.USER) {
            return options;
        }
        return subject == Subject.OURS ? options.withCredentials(deployment) : options.withCredentials(session());
    }

    private String uri(Subject subject, Path directory, Instant timestamp) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("iteratorType", setup.position().name());
        if (setup.position() == Position.AT_TIMESTAMP) {
            parameters.put("messageTimestamp", timestamp.toString());
        }
        parameters.put("shardMonitorInterval", "500");
        String checkpoints = directory.resolve("checkpoints").toAbsolutePath().toString();
        parameters.putAll(subject.options(setup, checkpoints));
        if (subject == Subject.OURS && setup.access() == Access.ROLE) {
            parameters.put("roleArn", role.arn());
        }
        return parameters.entrySet().stream()
                .map(Object::toString)
                .collect(Collectors.joining("&", "aws2-kinesis:" + STREAM + "?", ""));
    }

    /** What somebody would paste who has to use the role with the stock component. */
    private LocalCredentials session() {
        try (StsClient sts = StsClient.builder()
                .endpointOverride(URI.create(aws.endpoint().toString()))
                .region(Region.EU_WEST_1)
                .credentialsProvider(deployment.provider())
                .build()) {
            Credentials session = sts.assumeRole(request -> request.roleArn(role.arn())
                            .roleSessionName("pasted")
                            .externalId(EXTERNAL_ID))
                    .credentials();
            return new LocalCredentials(
                    role.arn(), session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
        }
    }
}
