// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.demo.DemoAccounts;
import io.kinesisroutes.local.LocalAccount;
import io.kinesisroutes.local.LocalAws;
import io.kinesisroutes.local.LocalAwsOptions;
import io.kinesisroutes.local.LocalCredentials;
import io.kinesisroutes.local.LocalRole;
import io.kinesisroutes.local.PermissionPolicies;
import io.kinesisroutes.local.TrustPolicies;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkGlobalTime;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** The accounts of the demo, and the ways in which the access between them can be wrong. */
final class BrokenAccess implements AutoCloseable {

    static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    private static final String DEPLOYMENT = "999988887777";

    /** The ways, by the name of what a person sees of it. */
    enum Way {
        NO_SUCH_ROLE("source"),
        PRINCIPAL_NOT_TRUSTED("source"),
        EXTERNAL_ID_WRONG("source"),
        CALLER_NOT_ALLOWED("source"),
        ROLE_OPEN_WITHOUT_EXTERNAL_ID("source"),
        ROLE_OPEN_TO_ANY_EXTERNAL_ID("source"),
        ROLE_WITHOUT_CONDITION("sink"),
        ROLE_OPEN_TO_A_PREFIX("source"),
        CHAIN_SECOND_ROLE_CLOSED("source"),
        SESSION_POLICY_DENIES("source"),
        STREAM_MISSING("source"),
        STREAM_MISSING_AND_RIGHTS_WIDE("source"),
        WRONG_REGION("source"),
        NO_DESCRIBE_RIGHT("source"),
        NO_LIST_SHARDS_RIGHT("source"),
        NO_GET_SHARD_ITERATOR_RIGHT("source"),
        NO_GET_RECORDS_RIGHT("source"),
        NO_PUT_RECORDS_RIGHT("sink", "--write"),
        EXPLICIT_DENY("source"),
        KMS_DENIED_TO_READ("source"),
        KMS_DENIED_TO_WRITE("sink", "--write"),
        STS_THROTTLES("source"),
        STS_THROTTLES_PROBES("source"),
        STS_DOWN("source"),
        KINESIS_FAILS("source"),
        CLOCK_OFF("source"),
        CLOCK_REFUSED("source"),
        CREDENTIALS_EXPIRED("source"),
        CREDENTIALS_UNKNOWN("source");

        private final List<String> arguments;

        Way(String... arguments) {
            this.arguments = List.of(arguments);
        }

        /** What {@code check} is given to see it. */
        List<String> arguments() {
            return arguments;
        }

        String fileName() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    final LocalAws aws;
    final DemoAccounts accounts;
    private final LocalAccount deployment;
    private final LocalAccount sourceOwner;
    private final LocalAccount sinkOwner;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private LocalCredentials own;
    private URI sts;

    BrokenAccess() {
        this(LocalAwsOptions.defaults());
    }

    BrokenAccess(Way way) {
        this(way, false);
    }

    /** @param session whether the deployment is a container's session, which has a token */
    BrokenAccess(Way way, boolean session) {
        this(
                way == Way.CLOCK_OFF
                        ? LocalAwsOptions.defaults()
                                .withSigningClock(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(20)))
                        : LocalAwsOptions.defaults());
        if (session) {
            asSession();
        }
        apply(way);
    }

    private BrokenAccess(LocalAwsOptions options) {
        aws = LocalAws.start(options);
        accounts = new DemoAccounts(aws);
        deployment = aws.account(DEPLOYMENT);
        sourceOwner = aws.account("111122223333");
        sinkOwner = aws.account("444455556666");
        own = accounts.deployment();
        sts = aws.endpoint();
    }

    /** The words of a command, as this deployment would call it here. */
    String[] command(String... words) {
        return DemoSettingsOptions.command(settings(), Arrays.asList(words));
    }

    /** What this deployment sets on top of the project's own settings. */
    Map<String, String> settings() {
        Map<String, String> all = DemoSettingsOptions.of(aws.endpoint(), own);
        all.put("camel.component.aws2-kinesis.stsUriEndpointOverride", sts.toString());
        all.putAll(settings);
        return all;
    }

    private void apply(Way way) {
        switch (way) {
            case NO_SUCH_ROLE ->
                settings.put("source.aws.credentials.role.arn", "arn:aws:iam::111122223333:role/Missing");
            case PRINCIPAL_NOT_TRUSTED -> reader().trustPolicy(TrustPolicies.allow("222233334444", "acme"));
            case EXTERNAL_ID_WRONG -> settings.put("kinesis.account", "somebody-else");
            case CALLER_NOT_ALLOWED ->
                own = own.sessionToken() == null
                        ? deployment.user("restricted", PermissionPolicies.allow("*", "kinesis:ListStreams"))
                        : session(PermissionPolicies.allow("*", "kinesis:ListStreams"), 3600);
            case ROLE_OPEN_WITHOUT_EXTERNAL_ID -> reader().trustPolicy(conditional("StringEqualsIfExists", "acme"));
            case ROLE_OPEN_TO_ANY_EXTERNAL_ID -> reader().trustPolicy(conditional("StringLike", "*"));
            case ROLE_OPEN_TO_A_PREFIX -> reader().trustPolicy(conditional("StringLike", "acme*"));
            case CHAIN_SECOND_ROLE_CLOSED -> {
                LocalRole hub = deployment.role(
                        "Hub",
                        TrustPolicies.allow(DEPLOYMENT, "acme"),
                        PermissionPolicies.allow("*", "sts:AssumeRole"));
                reader().trustPolicy(TrustPolicies.allow("222233334444", "acme"));
                settings.put(
                        "source.aws.credentials.role.arn",
                        hub.arn() + ",arn:aws:iam::111122223333:role/EarthquakesReader");
            }
            case ROLE_WITHOUT_CONDITION ->
                sinkOwner.role(
                        "EarthquakesWriter",
                        TrustPolicies.allow(DEPLOYMENT),
                        PermissionPolicies.allow(accounts.sink().arn(), "kinesis:*"));
            case SESSION_POLICY_DENIES -> own = session(PermissionPolicies.allow("*", "kinesis:*"), 3600);
            case STREAM_MISSING -> settings.put("source.stream", "earthquake");
            case STREAM_MISSING_AND_RIGHTS_WIDE -> {
                sourceOwner.role(
                        "EarthquakesReader",
                        TrustPolicies.allow(DEPLOYMENT, "acme"),
                        PermissionPolicies.allow("*", "kinesis:*"));
                settings.put("source.stream", "earthquake");
            }
            case WRONG_REGION -> settings.put("source.aws.region", "eu-central-1");
            case NO_DESCRIBE_RIGHT -> readerWithout("kinesis:DescribeStreamSummary");
            case NO_LIST_SHARDS_RIGHT -> readerWithout("kinesis:ListShards");
            case NO_GET_SHARD_ITERATOR_RIGHT -> readerWithout("kinesis:GetShardIterator");
            case NO_GET_RECORDS_RIGHT -> readerWithout("kinesis:GetRecords");
            case NO_PUT_RECORDS_RIGHT ->
                sinkOwner.role(
                        "EarthquakesWriter",
                        TrustPolicies.allow(DEPLOYMENT, "acme"),
                        PermissionPolicies.allow(
                                accounts.sink().arn(), "kinesis:DescribeStreamSummary", "kinesis:ListShards"));
            case EXPLICIT_DENY ->
                sourceOwner.role(
                        "EarthquakesReader",
                        TrustPolicies.allow(DEPLOYMENT, "acme"),
                        PermissionPolicies.allow(accounts.source().arn(), "kinesis:*"),
                        PermissionPolicies.deny(accounts.source().arn(), "kinesis:GetRecords"));
            case KMS_DENIED_TO_READ -> accounts.source().encrypt(KEY);
            case KMS_DENIED_TO_WRITE -> accounts.sink().encrypt(KEY);
            case STS_THROTTLES -> aws.faults().on("GetCallerIdentity").fail("Throttling");
            case STS_THROTTLES_PROBES -> aws.faults().on("AssumeRole").fail("Throttling");
            case STS_DOWN -> sts = URI.create("http://127.0.0.1:1");
            case KINESIS_FAILS -> aws.faults().on("ListShards").fail("InternalFailure", 500);
            case CLOCK_OFF -> {
                // The server was given another clock.
            }
            case CLOCK_REFUSED -> aws.faults().on("GetCallerIdentity").fail("SignatureDoesNotMatch");
            case CREDENTIALS_EXPIRED -> aws.faults().on("GetCallerIdentity").fail("ExpiredToken");
            case CREDENTIALS_UNKNOWN ->
                own = new LocalCredentials(
                        own.arn(), "AKIA" + "0".repeat(16), own.secretAccessKey(), own.sessionToken());
            default -> throw new IllegalArgumentException(way.name());
        }
    }

    private LocalRole reader() {
        return sourceOwner.role(
                "EarthquakesReader",
                TrustPolicies.allow(DEPLOYMENT, "acme"),
                PermissionPolicies.allow(accounts.source().arn(), "kinesis:*"));
    }

    private void readerWithout(String action) {
        String[] others = List.of(
                        "kinesis:DescribeStreamSummary",
                        "kinesis:ListShards",
                        "kinesis:GetShardIterator",
                        "kinesis:GetRecords")
                .stream()
                .filter(each -> !each.equals(action))
                .toArray(String[]::new);
        sourceOwner.role(
                "EarthquakesReader",
                TrustPolicies.allow(DEPLOYMENT, "acme"),
                PermissionPolicies.allow(accounts.source().arn(), others));
    }

    private static String conditional(String operator, String externalId) {
        return TrustPolicies.allow(DEPLOYMENT, externalId).replace("StringEquals", operator);
    }

    /** A session of a role of the deployment's, as a container would have. */
    LocalCredentials session(String policy, int seconds) {
        LocalRole role = deployment.role("Routes", TrustPolicies.allow(DEPLOYMENT), PermissionPolicies.allow("*", "*"));
        try (StsClient client = StsClient.builder()
                .region(Region.EU_WEST_1)
                .endpointOverride(aws.endpoint())
                .credentialsProvider(accounts.deployment().provider())
                .build()) {
            Credentials session = client.assumeRole(request -> request.roleArn(role.arn())
                            .roleSessionName("container")
                            .durationSeconds(seconds)
                            .policy(policy))
                    .credentials();
            return new LocalCredentials(
                    role.arn(), session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
        }
    }

    /** From now on the deployment is a container's session, which has a token. */
    void asSession() {
        own = session(null, 3600);
    }

    @Override
    public void close() {
        aws.close();
        // The SDK remembers a clock that was off for the whole JVM.
        SdkGlobalTime.setGlobalTimeOffset(0);
    }
}
