// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kinesisroutes.local.LocalAws;
import io.kinesisroutes.local.LocalRecord;
import io.kinesisroutes.local.LocalStream;
import io.kinesisroutes.local.PermissionPolicies;
import io.kinesisroutes.local.TrustPolicies;
import io.kinesisroutes.sink.NotStoredException;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** What a stream gets from a route, with the real SDK against a local AWS that misbehaves on demand. */
class SinkIT {

    private static final String URI = "aws2-kinesis:orders";

    private final LocalAws aws = LocalAws.start();
    private LocalStream orders;
    private Deployment deployment;

    @BeforeEach
    void start() throws Exception {
        orders = aws.account("111122223333").createStream("eu-west-1", "orders", 4);
        deployment = new Deployment(aws, "acme", aws.account("111122223333").user("own")).start();
    }

    @AfterEach
    void stop() {
        deployment.close();
        aws.close();
    }

    private Exchange send(Object body, Map<String, Object> headers) {
        return deployment.template().request(URI, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(headers);
        });
    }

    private List<String> stored() {
        return orders.records().stream().map(SinkIT::text).sorted().toList();
    }

    private static String text(LocalRecord record) {
        return new String(record.data(), StandardCharsets.UTF_8);
    }

    @Test
    void send_oneRecord_headersSayWhereItIs() {
        Exchange exchange = send(
                "{}",
                Map.of(
                        KinesisHeaders.PARTITION_KEY, "the-key",
                        // As a source leaves it: it names a record of another stream and must not be sent on.
                        KinesisHeaders.SEQUENCE_NUMBER, "49590338271490256608559692538361571095921575989136588898"));

        assertEquals(null, exchange.getException());
        LocalRecord record = orders.records().get(0);
        assertEquals("the-key", record.partitionKey());
        assertEquals(record.shardId(), exchange.getMessage().getHeader(KinesisHeaders.SHARD_ID));
        assertEquals(record.sequenceNumber(), exchange.getMessage().getHeader(KinesisHeaders.SEQUENCE_NUMBER));
    }

    @Test
    void send_bodiesOfEachKind_areStoredAsTheirBytes() {
        byte[] bytes = "bytes".getBytes(StandardCharsets.UTF_8);
        send("text", Map.of());
        send(bytes, Map.of());
        send(ByteBuffer.wrap("buffer".getBytes(StandardCharsets.UTF_8)), Map.of());
        send(new ByteArrayInputStream("stream".getBytes(StandardCharsets.UTF_8)), Map.of());
        send(JsonNodeFactory.instance.objectNode().put("a", 1), Map.of());

        assertEquals(List.of("buffer", "bytes", "stream", "text", "{\"a\":1}"), stored());
    }

    @Test
    void send_list_isOneRecordAnElementSpreadOverTheShards() {
        List<String> body =
                IntStream.range(0, 1_200).mapToObj(i -> "{\"n\":" + i + "}").toList();

        Exchange exchange = send(body, Map.of());

        assertEquals(null, exchange.getException());
        assertEquals(body.stream().sorted().toList(), stored());
        assertEquals(
                4,
                orders.records().stream().map(LocalRecord::shardId).distinct().count());
        assertEquals(
                1_200,
                exchange.getMessage()
                        .getHeader(KinesisHeaders.SEQUENCE_NUMBER, List.class)
                        .size());
        assertEquals(3, aws.calls().count("PutRecords"));
    }

    @Test
    void send_explicitHashKey_decidesTheShard() {
        for (int i = 0; i < 20; i++) {
            send("{}", Map.of(KinesisHeaders.EXPLICIT_HASH_KEY, "0"));
        }

        assertEquals(
                List.of(orders.shardIds().get(0)),
                orders.records().stream().map(LocalRecord::shardId).distinct().toList());
    }

    @Test
    void send_someEntriesFail_eachIsStoredOnce() {
        aws.faults().on("PutRecords").failEntries(0.3, "ProvisionedThroughputExceededException");
        List<String> body = IntStream.range(0, 1_000).mapToObj(String::valueOf).toList();

        Exchange exchange = send(body, Map.of());

        assertEquals(null, exchange.getException());
        assertEquals(body.stream().sorted().toList(), stored());
    }

    @Test
    void send_listFailsInPartAndIsRedelivered_eachIsStoredOnce() throws Exception {
        aws.faults().on("PutRecords").times(1).failEntries(0.5, "InvalidArgumentException");
        List<String> body = IntStream.range(0, 100).mapToObj(String::valueOf).toList();
        redelivering("direct:redelivered");

        Exchange exchange = deployment.template().request("direct:redelivered", sent -> sent.getMessage()
                .setBody(body));

        assertEquals(null, exchange.getException());
        assertEquals(body.stream().sorted().toList(), stored());
        assertEquals(
                100,
                exchange.getMessage()
                        .getHeader(KinesisHeaders.SEQUENCE_NUMBER, List.class)
                        .size());
    }

    @Test
    void send_listOfStreamsFailsInPartAndIsRedelivered_whatWasReadIsSent() throws Exception {
        aws.faults().on("PutRecords").times(1).failEntries(0.5, "InvalidArgumentException");
        List<String> texts = IntStream.range(0, 100).mapToObj(String::valueOf).toList();
        List<ByteArrayInputStream> body = texts.stream()
                .map(text -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .toList();
        redelivering("direct:streams");

        Exchange exchange = deployment.template().request("direct:streams", sent -> sent.getMessage()
                .setBody(body));

        assertEquals(null, exchange.getException());
        assertEquals(texts.stream().sorted().toList(), stored());
    }

    @Test
    void send_streamFailsAndIsRedelivered_whatWasReadIsSent() throws Exception {
        aws.faults().on("PutRecords").times(1).failEntries(1, "InvalidArgumentException");
        deployment.context().setStreamCaching(false);
        redelivering("direct:stream");

        Exchange exchange = deployment.template().request("direct:stream", sent -> sent.getMessage()
                .setBody(new ByteArrayInputStream("once".getBytes(StandardCharsets.UTF_8))));

        assertEquals(null, exchange.getException());
        assertEquals(List.of("once"), stored());
    }

    @Test
    void send_sameListChangedInPlaceAndSentAgain_isSentAsItIsNow() throws Exception {
        aws.faults().on("PutRecords").times(1).failEntries(index -> index == 1, "InvalidArgumentException");
        deployment.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:changed")
                        .doTry()
                        .to(URI)
                        .doCatch(NotStoredException.class)
                        .process(exchange -> {
                            @SuppressWarnings("unchecked")
                            List<String> list = exchange.getMessage().getBody(List.class);
                            list.set(0, "new");
                        })
                        .end()
                        .to(URI);
            }
        });

        deployment.template().sendBody("direct:changed", new ArrayList<>(List.of("old", "bad")));

        assertEquals(List.of("bad", "new", "old"), stored());
    }

    @Test
    void send_stored_theRouteGoesOnOnAThreadOfCamel() throws Exception {
        List<String> threads = new ArrayList<>();
        deployment.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:on")
                        .to(URI)
                        .process(exchange -> threads.add(Thread.currentThread().getName()));
            }
        });

        deployment.template().sendBody("direct:on", "{}");

        assertTrue(threads.get(0).matches("Camel .* thread .* - kinesis-stored-orders"), threads.toString());
    }

    @Test
    void send_producerIsStopped_saysSo() throws Exception {
        Producer producer = deployment.context().getEndpoint(URI).createProducer();
        producer.start();
        producer.stop();
        Exchange exchange = deployment.context().getEndpoint(URI).createExchange();
        exchange.getMessage().setBody("{}");

        producer.process(exchange);

        assertEquals(
                "The producer for orders is stopped", exchange.getException().getMessage());
    }

    private void redelivering(String from) throws Exception {
        deployment.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(1));
                from(from).to(URI);
            }
        });
    }

    @Test
    void send_partitionKeyExpression_isEvaluatedForEachElement() {
        Exchange list = deployment.template().request(URI + "?partitionKey=RAW(k-${body[a]})", sent -> sent.getMessage()
                .setBody(List.of(Map.of("a", 1), Map.of("a", 2))));
        assertTrue(list.getException()
                .getMessage()
                .startsWith("The record at index 0 cannot be sent: it is a java.util."));

        Exchange texts = deployment
                .template()
                .request(URI + "?partitionKey=RAW(k-${body.length})", sent -> sent.getMessage()
                        .setBody(List.of("a", "bb", "ccc")));
        assertEquals(null, texts.getException());
        assertEquals(
                List.of("k-1", "k-2", "k-3"),
                orders.records().stream()
                        .map(LocalRecord::partitionKey)
                        .sorted()
                        .toList());
    }

    @Test
    void send_partitionKeyExpressionGivesNothing_namesTheIndex() {
        Exchange exchange = deployment
                .template()
                .request(URI + "?partitionKey=RAW(${header.account})", sent -> sent.getMessage()
                        .setBody("{}"));

        assertEquals(
                "The record at index 0 cannot be sent: the expression of the option partitionKey gives nothing for it",
                exchange.getException().getMessage());
        assertEquals(List.of(), stored());
    }

    @Test
    void send_explicitHashKeyIsNone_isRefusedBeforeItReachesAws() {
        Exchange exchange = send("{}", Map.of(KinesisHeaders.EXPLICIT_HASH_KEY, "-1"));

        assertEquals(
                "The record at index 0 cannot be sent: its explicit hash key '-1' is not a decimal number from 0 to"
                        + " 2^128 - 1",
                exchange.getException().getMessage());
        assertEquals(0, aws.calls().count("PutRecords"));
    }

    @Test
    void send_streamNeverAccepts_failsWithIndexAndCode() {
        aws.faults().on("PutRecords").failEntries(1, "ProvisionedThroughputExceededException");

        CamelExecutionException e = assertThrows(
                CamelExecutionException.class,
                () -> deployment.template().sendBody(URI + "?deliveryTimeoutMillis=3000", List.of("a", "b")));

        assertTrue(
                e.getCause()
                        .getMessage()
                        .matches(
                                "2 of 2 records are not stored: index 0: not stored within 3000 ms and \\d+ attempts, the"
                                        + " last of which: ProvisionedThroughputExceededException: .*; index 1: not stored .*"),
                e.getCause().getMessage());
        assertEquals(List.of(), stored());
        assertTrue(aws.calls().count("PutRecords") > 1, "it was tried again");
    }

    @Test
    void send_rightIsTakenAway_failsWhenTheTimeIsOverAndSaysWhichAction() {
        aws.account("111122223333")
                .role(
                        "Reader",
                        TrustPolicies.allow("111122223333", "acme"),
                        PermissionPolicies.allow(orders.arn(), "kinesis:GetRecords"));

        CamelExecutionException e = assertThrows(CamelExecutionException.class, () -> deployment
                .template()
                .sendBody(URI + "?roleArn=arn:aws:iam::111122223333:role/Reader&deliveryTimeoutMillis=1000", "{}"));

        NotStoredException cause = (NotStoredException) e.getCause();
        assertTrue(cause.getMessage().contains("kinesis:PutRecords"), cause.getMessage());
        assertTrue(cause.getMessage().contains("AccessDeniedException"), cause.getMessage());
        assertTrue(cause.getMessage().contains("role/Reader"), cause.getMessage());
    }

    @Test
    void send_elementThatCannotBeSent_namesItsIndexAndSendsNothing() {
        List<Object> body = new ArrayList<>(Arrays.asList("a", null, "c"));

        Exchange nothing = send(body, Map.of());
        Exchange longKey = send("{}", Map.of(KinesisHeaders.PARTITION_KEY, "k".repeat(257)));
        Exchange noBody = send(null, Map.of());

        assertEquals(
                "The record at index 1 cannot be sent: it is null. Send byte[], String, ByteBuffer, InputStream or a type"
                        + " that Camel converts to bytes",
                nothing.getException().getMessage());
        assertTrue(longKey.getException().getMessage().contains("has 257 characters, AWS takes 1 to 256"));
        assertTrue(noBody.getException().getMessage().contains("index 0"));
        assertEquals(List.of(), stored());
    }

    @Test
    void send_emptyList_isDoneWithoutACall() {
        Exchange exchange = send(List.of(), Map.of());

        assertEquals(null, exchange.getException());
        assertEquals(0, aws.calls().count("PutRecords"));
    }

    @Test
    void send_suppliedClient_isUsedAndNotClosed() {
        try (KinesisClient supplied = KinesisClient.builder()
                .region(Region.EU_WEST_1)
                .endpointOverride(aws.endpoint())
                .credentialsProvider(
                        aws.account("111122223333").user("supplied").provider())
                .build()) {
            deployment.context().getRegistry().bind("supplied", supplied);
            deployment.component().getConfiguration().setAccessKey(null);
            deployment.component().getConfiguration().setSecretKey(null);
            deployment.template().sendBody(URI + "?amazonKinesisClient=#supplied", "{}");
            deployment.close();

            assertEquals(
                    1,
                    supplied.listShards(request -> request.streamName("orders").maxResults(1))
                            .shards()
                            .size());
        }
        assertEquals(
                List.of("arn:aws:iam::111122223333:user/supplied"),
                aws.calls().list(call -> call.operation().equals("PutRecords")).stream()
                        .map(call -> call.principalArn())
                        .toList());
    }
}
