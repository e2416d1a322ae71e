// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** On kinesis-mock, where Node is there and {@code .ci/run} installed it. */
@ExtendWith(KinesisMockCondition.class)
class KinesisMockContractIT extends KinesisContract {

    private static KinesisMock mock;

    @BeforeAll
    static void start() {
        mock = KinesisMock.start();
    }

    @AfterAll
    static void stop() {
        mock.close();
    }

    @Override
    protected URI endpoint() {
        return mock.endpoint();
    }

    @Override
    protected AwsCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(KinesisMock.CREDENTIALS);
    }

    @Override
    protected void putForward(Duration duration) {
        mock.putForward(duration);
    }

    /** It answers 500 without a code, where AWS answers 400 InvalidArgumentException: the call fails, no more is said. */
    @Override
    protected void assertIteratorRejected(RuntimeException e) {}

    /** It lists 100 shards at a time, AWS 1,000: so this shows with few that the next pages are asked for. */
    @Test
    void listShards_moreThanOneAnswerHolds_areAllListed() {
        try (MockStream many = new MockStream(mock, 101)) {
            assertEquals(101, many.api().listShards().size());
        }
    }
}
