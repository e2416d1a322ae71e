// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/**
 * Finds out who the deployment is at AWS, and whether its roles let in whom they should and nobody else. The sessions that
 * it gets are thrown away. Blocks for {@link #PATIENCE} a call at most. Thread-safe.
 */
public final class RoleProbes {

    /** How long one question to STS may take, with the SDK's own repetitions. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The shortest session that STS gives. */
    private static final int SESSION_SECONDS = 900;

    private final Connection connection;

    public RoleProbes(Connection connection) {
        this.connection = connection;
    }

    /**
     * Who the deployment itself is.
     *
     * @throws NoCredentialsException if it has no credentials of its own
     * @throws SdkException if STS does not accept them, or does not answer
     */
    public CallerIdentity ownIdentity() {
        try (OwnProvider own = new OwnProvider(connection)) {
            own.verify();
            return asked(own.provider(), CallerIdentity::of);
        }
    }

    /**
     * Asks a role of the connection's chain for a session in each way that a {@link Probe} names, as the one who would
     * assume it: the deployment for the first, the session of the role before for the others.
     *
     * @param hop 0 for the first role
     * @throws SdkException if a role before this one gives no session
     */
    public List<ProbeAnswer> probe(int hop) {
        AssumedRole role = connection.role().orElseThrow();
        try (OwnProvider own = new OwnProvider(connection)) {
            if (hop == 0) {
                return probe(own.provider(), role.roles().get(0), role);
            }
            AssumedRole before = new AssumedRole(role.roles().subList(0, hop), role.externalId(), role.sessionName());
            try (AssumedRoleCredentials caller = new AssumedRoleCredentials(connection, before, own.provider())) {
                // Else a refusal by a role before would look like one by this.
                caller.resolveCredentials();
                return probe(caller, role.roles().get(hop), role);
            }
        }
    }

    private List<ProbeAnswer> probe(AwsCredentialsProvider caller, RoleArn arn, AssumedRole role) {
        return asked(caller, sts -> Arrays.stream(Probe.values())
                .map(probe -> probe(sts, probe, arn, role))
                .toList());
    }

    private static ProbeAnswer probe(StsClient sts, Probe probe, RoleArn arn, AssumedRole role) {
        try {
            sts.assumeRole(request(probe, arn, role.externalId(), role.sessionName()));
            return ProbeAnswer.accepted(probe);
        } catch (SdkException e) {
            return ProbeAnswer.of(probe, e);
        }
    }

    /** The question that a probe asks; it differs each time for a wrong ExternalId. */
    public static AssumeRoleRequest request(Probe probe, RoleArn role, String externalId, String sessionName) {
        String sent =
                switch (probe) {
                    case RIGHT_EXTERNAL_ID -> externalId;
                    case WRONG_EXTERNAL_ID -> nobodys(externalId);
                    case NO_EXTERNAL_ID -> null;
                };
        return AssumeRoleRequest.builder()
                .roleArn(role.toString())
                .roleSessionName(sessionName)
                .durationSeconds(SESSION_SECONDS)
                .externalId(sent)
                .build();
    }

    /** Nobody was given this one; it begins like the right one, so that a pattern such as acme* is found as well. */
    private static String nobodys(String externalId) {
        String end = "-nobody-" + UUID.randomUUID();
        int kept = Math.min(externalId.length(), AssumedRole.LONGEST_EXTERNAL_ID - end.length());
        return externalId.substring(0, kept) + end;
    }

    private <T> T asked(AwsCredentialsProvider caller, Function<StsClient, T> question) {
        try (StsClient sts = StsClients.impatient(connection, caller, PATIENCE)) {
            return question.apply(sts);
        }
    }

    /** The deployment's own credentials, closed as some providers ask for it. */
    private record OwnProvider(OwnIdentity identity, AwsCredentialsProvider provider) implements AutoCloseable {

        OwnProvider(Connection connection) {
            this(connection.identity(), connection.identity().provider());
        }

        void verify() {
            try {
                provider.resolveCredentials();
            } catch (SdkClientException e) {
                throw new NoCredentialsException(identity, e);
            }
        }

        @Override
        public void close() {
            SharedClients.close(provider);
        }
    }
}
