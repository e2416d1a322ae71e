// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** What a route gets from a stream that misbehaves, with the real SDK against a local AWS. */
class SourceIT extends SourceFixture {

    @Test
    void route_failsThreeTimesForOneRecord_deliversItAgainBeforeTheNext() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        put(0, 100);

        deployment.start(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(URI).process(exchange -> {
                    if (exchange.getMessage().getBody(String.class).equals("1:50") && failures.getAndIncrement() < 3) {
                        throw new IllegalStateException("failed by the test");
                    }
                    take(exchange.getMessage());
                });
            }
        });

        awaitDelivered(100);
        assertAllOnceAndInOrder(100);
        assertEquals(4, failures.get());
    }

    @Test
    void route_marksRollback_deliversTheRecordAgain() throws Exception {
        AtomicBoolean first = new AtomicBoolean(true);
        put(0, 1);

        deployment.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(URI)
                        .filter(exchange -> first.getAndSet(false))
                        .markRollbackOnly()
                        .end()
                        .process(exchange -> take(exchange.getMessage()));
            }
        });

        awaitDelivered(1);
        assertAllOnceAndInOrder(1);
    }

    @Test
    void read_throttledDroppedAndFailing_deliversEverythingOnce() throws Exception {
        aws.faults().on("GetRecords").probability(0.4).fail("ProvisionedThroughputExceededException");
        aws.faults().on("Get*").probability(0.2).fail("InternalFailureException");
        aws.faults().on("Get*").probability(0.1).dropAfter();
        aws.faults().on("ListShards").times(2).fail("LimitExceededException");
        put(0, 200);

        deployment.start(collect(URI + "&maxResultsPerRequest=20"));

        awaitDelivered(200);
        assertAllOnceAndInOrder(200);
    }

    @Test
    void read_iteratorExpires_goesOnWhereItWas() throws Exception {
        aws.faults().on("GetRecords").skip(3).times(4).fail("ExpiredIteratorException");
        put(0, 100);

        deployment.start(collect(URI + "&maxResultsPerRequest=10"));

        awaitDelivered(100);
        assertAllOnceAndInOrder(100);
    }

    @Test
    void stream_splitsAndMerges_parentsComeBeforeTheirChildren() throws Exception {
        put(0, 100);
        deployment.start(collect(URI));
        awaitDelivered(50);

        orders.split(orders.openShardIds().get(0));
        put(100, 200);
        orders.merge(orders.openShardIds().get(1), orders.openShardIds().get(2));
        put(200, 300);
        orders.updateShardCount(4);
        put(300, 400);

        awaitDelivered(400);
        assertAllOnceAndInOrder(400);
    }

    @Test
    void latest_streamSplits_childrenAreReadFromTheirBeginning() throws Exception {
        put(0, 50);
        deployment.start(collect(URI + "&iteratorType=LATEST"));
        await().until(() -> aws.calls().count("GetRecords") >= 2);
        delivered.clear();

        orders.updateShardCount(4);
        put(50, 150);

        awaitDelivered(100);
        assertEquals(100, delivered.size());
        assertTrue(delivered.stream().noneMatch(text -> Integer.parseInt(text.substring(2)) < 50));
    }

    @Test
    void start_awsIsDown_readsOnceItIsBack() throws Exception {
        aws.faults().on("ListShards").times(8).fail("InternalFailureException");
        put(0, 10);

        deployment.start(collect(URI));

        awaitDelivered(10);
        assertAllOnceAndInOrder(10);
    }
}
