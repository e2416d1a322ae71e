// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.contract;

import java.net.URI;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** On whatever {@code KINESIS_CONTRACT_ENDPOINT} names, with the credentials of the environment. */
@EnabledIfEnvironmentVariable(
        named = "KINESIS_CONTRACT_ENDPOINT",
        matches = ".+",
        disabledReason = "KINESIS_CONTRACT_ENDPOINT names no endpoint")
class GivenEndpointContractIT extends KinesisContract {

    @Override
    protected URI endpoint() {
        return URI.create(System.getenv("KINESIS_CONTRACT_ENDPOINT"));
    }

    @Override
    protected AwsCredentialsProvider credentials() {
        return DefaultCredentialsProvider.builder().build();
    }
}
