// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.local.LocalAws;
import io.kinesisroutes.local.LocalCredentials;
import io.kinesisroutes.stream.KinesisFailure;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/** The consumer of enhanced fan-out, as several workers register it. */
class FanOutConsumerTest {

    private static final String ACCOUNT = "111122223333";

    private LocalAws aws;
    private String stream;
    private KinesisAsyncClient client;

    @BeforeEach
    void start() {
        aws = LocalAws.start();
        stream = aws.account(ACCOUNT).createStream("eu-west-1", "orders", 1).arn();
        client = client(aws.account(ACCOUNT).user("own"));
    }

    private KinesisAsyncClient client(LocalCredentials who) {
        return KinesisAsyncClient.builder()
                .endpointOverride(aws.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(who.provider())
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        aws.close();
    }

    @Test
    void arn_askedForByManyAtOnce_isThatOfOneConsumerOfTheStream() {
        Set<String> arns = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> new FanOutConsumer(client, stream, "acme").arn())
                .collect(Collectors.toSet());

        assertEquals(1, arns.size());
        assertTrue(arns.iterator().next().startsWith(stream + "/consumer/acme:"));
    }

    @Test
    void stream_thatIsNotThere_isToldAtOnce() {
        KinesisFailure failure =
                assertThrows(KinesisFailure.class, () -> new FanOutConsumer(client, stream + "-2", "acme").arn());

        assertFalse(failure.isRetryable());
        assertTrue(failure.getMessage().contains("acme"), failure.getMessage());
    }

    @Test
    void stream_ofAnotherAccountWithoutARole_isNeverTakenForOneOfTheSameNameHere() {
        aws.account("444455556666").createStream("eu-west-1", "orders", 1);
        try (KinesisAsyncClient other = client(aws.account("444455556666").user("own"))) {
            KinesisFailure failure =
                    assertThrows(KinesisFailure.class, () -> new FanOutConsumer(other, stream, "acme").arn());

            assertFalse(failure.isRetryable());
            assertTrue(failure.getMessage().contains(stream), failure.getMessage());
        }
    }
}
