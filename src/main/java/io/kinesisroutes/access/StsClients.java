// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;

/** Makes clients of the regional STS endpoint: the global one's sessions are not valid in every region. */
final class StsClients {

    private StsClients() {}

    static StsClient create(Connection connection, AwsCredentialsProvider caller) {
        return StsClient.builder()
                .region(connection.region())
                .credentialsProvider(caller)
                .endpointOverride(connection.endpoints().sts())
                .httpClientBuilder(connection.http().clientBuilder())
                .build();
    }
}
