// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.contract;

import io.kinesisroutes.local.LocalAws;
import io.kinesisroutes.local.LocalAwsOptions;
import io.kinesisroutes.local.MutableClock;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

class LocalAwsContractIT extends KinesisContract {

    private static final MutableClock CLOCK = new MutableClock();

    private static LocalAws aws;

    @BeforeAll
    static void start() {
        aws = LocalAws.start(LocalAwsOptions.defaults().withClock(CLOCK));
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

    @Override
    protected void putForward(Duration duration) {
        CLOCK.advance(duration);
    }
}
