// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import org.junit.jupiter.api.Test;

/** What a worker hands over, with the library itself on a local AWS and DynamoDB Local. */
class LeasedSourceIT extends LeasedSourceFixture {

    @Test
    void records_fromTheOldestOn_comeOnceEachAndInOrder() {
        put(0, 100);

        worker().start();

        awaitDelivered(100);
        put(100, 200);
        awaitDelivered(200);
        assertAllOnceAndInOrder(0, 200, delivered);
    }

    /** The library would skip the first page of each shard, and say so in its log. */
    @Test
    void shards_cannotBeListed_areReadAllTheSame() {
        worker().start();
        awaitOwned(2);
        aws.faults().on("ListShards").fail("AccessDeniedException");

        put(0, 50);
        awaitDelivered(50);
        put(50, 100);

        awaitDelivered(100);
        assertAllOnceAndInOrder(0, 100, delivered);
    }
}
