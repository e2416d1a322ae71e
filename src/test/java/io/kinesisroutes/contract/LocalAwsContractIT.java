// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.contract;

import io.kinesisroutes.local.LocalAws;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

class LocalAwsContractIT extends KinesisContract {

    private static LocalAws aws;

    @BeforeAll
    static void start() {
        aws = LocalAws.start();
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    @Override
    protected URI endpoint() {
        return aws.endpoint();
    }

    @Override
    protected AwsCredentialsProvider credentials() {
        return aws.account("111122223333").user("contract").provider();
    }
}
