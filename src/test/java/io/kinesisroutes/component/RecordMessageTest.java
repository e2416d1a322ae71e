// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.kinesisroutes.shard.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultMessage;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.Record;

class RecordMessageTest {

    private static final Instant ARRIVAL = Instant.parse("2026-01-31T12:00:00Z");

    private final RecordMessage message = new RecordMessage(
            built(),
            new SourceRecord(
                    "shard-1",
                    Record.builder()
                            .partitionKey("key")
                            .sequenceNumber("7")
                            .approximateArrivalTimestamp(ARRIVAL)
                            .data(SdkBytes.fromUtf8String("{}"))
                            .build(),
                    SourceRecord.WHOLE,
                    true,
                    12L),
            "orders");

    private static CamelContext built() {
        CamelContext context = new DefaultCamelContext();
        context.start();
        return context;
    }

    private static Map<String, Object> initial() {
        Map<String, Object> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put(KinesisHeaders.SHARD_ID, "shard-1");
        headers.put(KinesisHeaders.SEQUENCE_NUMBER, "7");
        headers.put(KinesisHeaders.RECORD_ID, "orders/shard-1/7");
        headers.put(KinesisHeaders.MILLIS_BEHIND_LATEST, 12L);
        headers.put(KinesisHeaders.PARTITION_KEY, "key");
        headers.put(KinesisHeaders.APPROX_ARRIVAL_TIME, ARRIVAL);
        headers.put(KinesisHeaders.MESSAGE_TIMESTAMP, ARRIVAL.toEpochMilli());
        return headers;
    }

    @Test
    void getHeader_beforeAndAfterTheHeadersAreMade_isTheSameInAnyCase() {
        initial().forEach((name, value) -> {
            assertEquals(value, fresh().getHeader(name));
            assertEquals(value, fresh().getHeader(name.toLowerCase(Locale.ROOT)));
            assertEquals(value, fresh().getHeader(name, value.getClass()));
            assertEquals(value, fresh().getHeader(name.toLowerCase(Locale.ROOT), value.getClass()));
            assertEquals(value.toString(), fresh().getHeader(name, String.class));
        });
        assertNull(message.getHeader("CamelAwsKinesisExplicitHashKey"));
        assertNull(message.getHeader("CamelAwsKinesisExplicitHashKey", String.class));
        assertEquals(false, message.getHeader("own", boolean.class));
        assertEquals(12L, fresh().getHeader(KinesisHeaders.MILLIS_BEHIND_LATEST, long.class));
        assertEquals("key", message.getHeader(KinesisHeaders.PARTITION_KEY, String.class));
        assertEquals(initial(), message.getHeaders());
        assertNull(message.getHeader("CamelAwsKinesisExplicitHashKey"));
    }

    private RecordMessage fresh() {
        return new RecordMessageTest().message;
    }

    @Test
    void writtenTo_namesTheNewPlaceAndTheRecordKeepsItsId() {
        message.writtenTo("shard-9", "99");
        RecordMessage asked = fresh();
        asked.getHeaders();
        asked.writtenTo("shard-9", "99");

        for (RecordMessage each : new RecordMessage[] {message, asked}) {
            assertEquals("shard-9", each.getHeader(KinesisHeaders.SHARD_ID));
            assertEquals("99", each.getHeader(KinesisHeaders.SEQUENCE_NUMBER));
            assertEquals("orders/shard-1/7", each.getHeader(KinesisHeaders.RECORD_ID));
            assertEquals("key", each.getHeader(KinesisHeaders.PARTITION_KEY));
        }
    }

    @Test
    void recordData_isWhatCameAndOfNoCopy() {
        message.setBody("changed");

        assertEquals("{}", new String((byte[]) message.getHeader(KinesisHeaders.RECORD_DATA), StandardCharsets.UTF_8));
        assertNull(message.copy().getHeader(KinesisHeaders.RECORD_DATA));
        assertEquals(initial(), message.getHeaders());
        assertEquals("{}", new String((byte[]) message.getHeader(KinesisHeaders.RECORD_DATA), StandardCharsets.UTF_8));
    }

    @Test
    void setAndRemoveHeader_areSeen() {
        message.setHeader("own", 1);
        message.removeHeader(KinesisHeaders.PARTITION_KEY);

        assertEquals(1, message.getHeader("own"));
        assertNull(message.getHeader(KinesisHeaders.PARTITION_KEY));
    }

    @Test
    void copy_hasTheHeadersOfTheRecord() {
        DefaultMessage copy = message.newInstance();
        copy.copyFrom(message);

        assertEquals(initial(), copy.getHeaders());
    }
}
