// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.component.Deployment;
import io.kinesisroutes.component.KinesisHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** What a sink does to a Kinesis that we did not write. Few records, because it is slow. */
@ExtendWith(KinesisMockCondition.class)
class KinesisMockSinkIT {

    private static KinesisMock mock;

    private MockStream stream;
    private Deployment deployment;

    @BeforeAll
    static void startMock() {
        mock = KinesisMock.start();
    }

    @AfterAll
    static void stopMock() {
        mock.close();
    }

    @BeforeEach
    void start() throws Exception {
        stream = new MockStream(mock, 2);
        deployment = new Deployment(mock.endpoint(), "acme", KinesisMock.CREDENTIALS);
        deployment.context().start();
    }

    @AfterEach
    void stop() {
        deployment.close();
        stream.close();
    }

    private String uri() {
        return "aws2-kinesis:" + stream.name();
    }

    private Exchange send(Object body, Map<String, Object> headers) {
        return deployment.template().request(uri(), exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(headers);
        });
    }

    @Test
    void send_oneKeyWithoutWaiting_sequenceNumbersRise() throws Exception {
        var producer = deployment.context().getEndpoint(uri()).createAsyncProducer();
        producer.start();
        List<CompletableFuture<Exchange>> sent = IntStream.range(0, 20)
                .mapToObj(i -> {
                    Exchange exchange = new DefaultExchange(deployment.context());
                    exchange.getMessage().setBody("{\"n\":" + i + "}");
                    exchange.getMessage().setHeader(KinesisHeaders.PARTITION_KEY, "one");
                    return producer.processAsync(exchange);
                })
                .toList();
        List<String> numbers = sent.stream()
                .map(CompletableFuture::join)
                .map(exchange -> exchange.getMessage().getHeader(KinesisHeaders.SEQUENCE_NUMBER, String.class))
                .toList();
        producer.stop();

        assertEquals(20, numbers.stream().distinct().count());
        assertEquals(numbers.stream().sorted().toList(), numbers);
    }

    @Test
    void send_explicitHashKey_goesToTheShardThatHasIt() {
        Shard last = stream.open().get(1);

        Exchange sent = send(
                "{}",
                Map.of(KinesisHeaders.EXPLICIT_HASH_KEY, last.hashKeyRange().endingHashKey()));

        assertNull(sent.getException());
        assertEquals(last.shardId(), sent.getMessage().getHeader(KinesisHeaders.SHARD_ID));
    }

    @Test
    void send_shardsChangeMeanwhile_nothingFails() {
        assertNull(send("{}", Map.of()).getException());
        stream.splitFirst();
        stream.mergeLastTwo();

        List<String> body =
                IntStream.range(0, 100).mapToObj(i -> "{\"n\":" + i + "}").toList();
        Exchange sent = send(body, Map.of());

        assertNull(sent.getException());
        assertEquals(
                100,
                sent.getMessage()
                        .getHeader(KinesisHeaders.SEQUENCE_NUMBER, List.class)
                        .size());
    }

    @Test
    void send_recordTooLarge_failsAtOnceAndTheNextIsStored() {
        long begun = System.nanoTime();

        Exchange large = send(new byte[1024 * 1024 + 1], Map.of());

        assertTrue(large.getException().getMessage().contains("takes 1048576"), large.getException()::getMessage);
        assertTrue(Duration.ofNanos(System.nanoTime() - begun).toSeconds() < 10, "nothing was tried");
        assertNull(send("{}", Map.of()).getException());
    }
}
