// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** A lease table that takes what is asked of it and answers nothing. */
class LeasedSourceSilenceIT extends LeasedSourceFixture {

    private final DynamoDbFront front = new DynamoDbFront(DYNAMO);
    private final DynamoDbAsyncClient throughFront = DynamoDbLocal.client(front.endpoint());

    @AfterEach
    void closeFront() {
        front.pass();
        stopWorkers();
        throughFront.close();
        front.close();
    }

    @Test
    void close_whileTheTableIsSilent_endsAndHoldsNothingOnceItAnswers() {
        Worker worker = new Worker(throughFront).start();
        awaitOwned(2);
        put(0, 50);
        awaitDelivered(50);

        front.fallSilent();
        put(50, 100);
        assertTimeout(Duration.ofSeconds(28), worker::close);
        front.pass();

        // Else it would be given shards, and nobody would read them.
        worker().start();
        awaitDelivered(100);
        await().atMost(PATIENCE).until(() -> Threads.running("prefetch-cache-").size() == 2);
    }
}
