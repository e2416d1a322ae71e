// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** How workers end, and what they leave to the others. */
class LeasedSourceEndIT extends LeasedSourceFixture {

    private final DynamoDbFront front = new DynamoDbFront(DYNAMO);
    private final DynamoDbAsyncClient throughFront = DynamoDbLocal.client(front.endpoint());

    @AfterEach
    void closeFront() {
        stopWorkers();
        throughFront.close();
        front.close();
    }

    /** The leader of the library hangs for ever if it is ended while it reads the table. */
    @Test
    void close_whileTheLeaderReadsTheTable_givesItsLeasesBack() {
        Worker worker = new Worker(throughFront).start();
        awaitOwned(2);
        String id = Set.copyOf(owners().values()).iterator().next();
        front.delay("Scan", Duration.ofMillis(900));
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);

        assertTimeout(Duration.ofSeconds(8), worker::close);

        assertEquals(Map.of(), owners());
        assertFalse(items().containsKey(id), "it is given nothing any more");
    }
}
