// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;

/** Makes clients of the regional STS endpoint: the global one's sessions are not valid in every region. */
final class StsClients {

    private StsClients() {}

    static StsClient create(Connection connection, AwsCredentialsProvider caller) {
        return builder(connection, caller).build();
    }

    /** A client whose calls end after a time, with the SDK's own repetitions. */
    static StsClient impatient(Connection connection, AwsCredentialsProvider caller, Duration patience) {
        return builder(connection, caller)
                .overrideConfiguration(configuration -> configuration.apiCallTimeout(patience))
                .build();
    }

    private static StsClientBuilder builder(Connection connection, AwsCredentialsProvider caller) {
        return StsClient.builder()
                .region(connection.region())
                .credentialsProvider(caller)
                .endpointOverride(connection.endpoints().sts())
                .httpClientBuilder(connection.http().clientBuilder());
    }
}
