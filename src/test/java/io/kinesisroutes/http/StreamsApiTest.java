// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kinesisroutes.config.ConfigurationException;
import io.kinesisroutes.config.Problem;
import io.kinesisroutes.sink.UnsendableRecordException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is taken and what is answered, without a server and a stream. */
class StreamsApiTest {

    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() throws IOException {
        context.close();
    }

    private StreamsApi api(String streams) {
        StreamsApi api = new StreamsApi();
        api.setCamelContext(context);
        api.setStreams(streams);
        api.setMaxBodyBytes(10_000);
        return api;
    }

    private Exchange request(String body, String... headers) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(body.getBytes(StandardCharsets.UTF_8));
        exchange.getMessage().setHeader(Exchange.HTTP_PATH, "/streams/orders");
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/x-ndjson");
        for (int i = 0; i < headers.length; i += 2) {
            exchange.getMessage().setHeader(headers[i], headers[i + 1]);
        }
        return exchange;
    }

    private int status(StreamsApi api, Exchange request) {
        return assertThrows(RequestRefusedException.class, () -> api.accept(request))
                .status();
    }

    private static List<String> wrongSettings(StreamsApi api) {
        return assertThrows(ConfigurationException.class, api::init).problems().stream()
                .map(Problem::option)
                .toList();
    }

    @Test
    void settings_streamsThatARequestCannotTellApart_areRefused() {
        String arn = "arn:aws:kinesis:eu-west-1:111122223333:stream/orders";

        assertEquals(List.of("streams"), wrongSettings(api(arn + ", " + arn.replace("1111", "4444"))));
        assertEquals(List.of("streams"), wrongSettings(api("orders," + arn)));
        assertEquals(List.of("streams"), wrongSettings(api(" , ")));
        api("orders, payments, orders").init();
    }

    @Test
    void settings_limitsThatAreNone_areRefused() {
        StreamsApi api = api("orders");
        api.setMaxBodyBytes(0);
        api.setMaxRecords(0);
        api.setTimeoutMillis(0);

        assertEquals(List.of("maxBodyBytes", "maxRecords", "timeoutMillis"), wrongSettings(api));
    }

    @Test
    void accept_moreRecordsThanMayBe_isRefused() throws Exception {
        StreamsApi api = api("orders");
        api.setMaxRecords(30);
        api.setTimeoutMillis(1_000);
        api.start();

        api.accept(request("1\n".repeat(30)));
        assertEquals(413, status(api, request("1\n".repeat(31))));
        api.accept(request("1\n".repeat(5), "X-Partition-Key", "k"));
        assertEquals(413, status(api, request("1\n".repeat(6), "X-Partition-Key", "k")));
    }

    @Test
    void accept_whatBrowsersSendForAnyPage_isRefused() throws Exception {
        StreamsApi api = api("orders");
        api.start();

        assertEquals(415, status(api, request("1", Exchange.CONTENT_TYPE, null)));
        assertEquals(415, status(api, request("1", Exchange.CONTENT_TYPE, "")));
        assertEquals(415, status(api, request("1", Exchange.CONTENT_TYPE, "multipart/form-data; x=+json")));
        assertEquals(403, status(api, request("1", "Sec-Fetch-Site", "Cross-Site")));
        api.accept(request("1", "Sec-Fetch-Site", "none"));
    }

    @Test
    void refuse_recordThatCannotBeSent_isToldWithItsPlace() throws Exception {
        JsonNode answer = refusal(413, new UnsendableRecordException(2, "it is too large"));

        assertEquals(
                "The record at index 2 cannot be sent: it is too large",
                answer.path("error").textValue());
        assertEquals(2, answer.path("record").intValue());
    }

    @Test
    void refuse_mistakeOfOurs_saysNothingOfIt() throws Exception {
        for (Exception mistake : List.of(
                new IllegalArgumentException("arn:aws:iam::111122223333:role/Writer"),
                new NumberFormatException("arn:aws:iam::111122223333:role/Writer"))) {
            JsonNode answer = refusal(503, mistake);

            assertTrue(answer.path("error").textValue().contains("Send the request again"), answer::toString);
            assertFalse(answer.toString().contains("arn:"), answer::toString);
        }
    }

    private JsonNode refusal(int status, Exception why) throws IOException {
        Exchange exchange = request("1");
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, why);
        api("orders").refuse(exchange);
        assertEquals(status, exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE));
        return new JsonMapper().readTree(exchange.getMessage().getBody(byte[].class));
    }
}
