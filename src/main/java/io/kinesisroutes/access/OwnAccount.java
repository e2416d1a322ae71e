// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * The AWS account in which the deployment itself is.
 *
 * @param partition for example {@code aws}
 * @param id 12 digits
 */
public record OwnAccount(String partition, String id) {

    /** What is wrong when {@link #region} finds none. */
    public static final String NO_REGION = "is not set, and neither AWS_REGION nor ~/.aws/config says one";

    /**
     * Asks STS, which answers every identity, whatever its policies say.
     *
     * @param connection the role in it is not assumed
     * @throws NoCredentialsException if the deployment has no credentials of its own
     * @throws SdkException if STS refuses them, or is not reached
     */
    public static OwnAccount ask(Connection connection) {
        return of(new RoleProbes(connection).ownIdentity());
    }

    static OwnAccount of(CallerIdentity own) {
        return new OwnAccount(partition(own.arn()), own.account());
    }

    /** An account whose number is known, in the partition of a region. */
    public static OwnAccount in(String region, String id) {
        return new OwnAccount(PartitionMetadata.of(Region.of(region)).id(), id);
    }

    /**
     * The region in which a connection calls AWS.
     *
     * @throws SdkException if neither the connection nor the environment says one
     */
    public static String region(Connection connection) {
        return connection.region() == null
                ? DefaultAwsRegionProviderChain.builder().build().getRegion().id()
                : connection.region().id();
    }

    private static String partition(String arn) {
        return arn.substring("arn:".length(), arn.indexOf(':', "arn:".length()));
    }
}
