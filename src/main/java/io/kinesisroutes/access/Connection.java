// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;

/**
 * Everything that decides as whom and where AWS is called: two endpoints with equal connections share their clients, any
 * difference keeps them apart.
 *
 * @param identity the deployment's own
 * @param role empty to call Kinesis as the deployment itself
 * @param region of the stream, and of the STS endpoint, the lease table and its metrics; {@code null} for the one that the SDK finds in the environment
 * @param endpoints where the services are, when not at AWS
 * @param http how they are reached
 */
public record Connection(
        OwnIdentity identity, Optional<AssumedRole> role, Region region, Endpoints endpoints, HttpSettings http) {

    /**
     * Endpoints in place of AWS's own.
     *
     * @param kinesis {@code null} for AWS's
     * @param sts {@code null} for AWS's regional one
     * @param dynamoDb {@code null} for AWS's
     * @param cloudWatch {@code null} for AWS's
     */
    public record Endpoints(URI kinesis, URI sts, URI dynamoDb, URI cloudWatch) {
        /** AWS's own. */
        public static final Endpoints AWS = new Endpoints(null, null, null, null);
    }
}
