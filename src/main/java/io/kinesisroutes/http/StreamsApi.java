// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.http;

import io.kinesisroutes.component.KinesisHeaders;
import io.kinesisroutes.config.ConfigurationException;
import io.kinesisroutes.config.Problems;
import io.kinesisroutes.json.InvalidRecordException;
import io.kinesisroutes.json.JsonGate;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.service.ServiceSupport;

/**
 * {@code POST .../{stream}} with one JSON record, several in an array, or one a line. {@link #accept} makes records of a
 * request, {@link #answer} says where they are stored, {@link #refuse} why they are not. Thread-safe once started.
 */
public final class StreamsApi extends ServiceSupport implements CamelContextAware {

    /** The exchange property with the name or ARN of the stream for which a request is. */
    public static final String STREAM = "CamelKinesisStream";

    /** The header of HTTP with the partition key of a request's records. */
    public static final String PARTITION_KEY = "X-Partition-Key";

    private static final int LARGEST_BODY = 1024 * 1024 * 1024;
    private static final int MOST_RECORDS = 100_000;

    /** Records of one key are stored one after the other; a round trip to a region far away takes as long, or less. */
    private static final int MILLIS_FOR_A_RECORD_OF_A_KEY = 200;

    private CamelContext camelContext;
    private String streams;
    private String schema;
    private int maxBodyBytes;
    private int maxRecords = 500;
    private long timeoutMillis = 20_000;
    private JsonGate gate;

    /** @throws ConfigurationException with everything that is wrong with the settings */
    @Override
    protected void doInit() {
        Problems problems = new Problems();
        checkStreams(problems);
        checkLimits(problems);
        problems.throwIfAny("the HTTP server for records");
        gate = new JsonGate();
        gate.setCamelContext(camelContext);
        gate.setSchema(schema);
        gate.init();
    }

    private void checkStreams(Problems problems) {
        if (allowed().isEmpty()) {
            problems.add("streams", streams, "names no stream", "Example: orders,payments");
        }
        allowed().stream()
                .collect(Collectors.groupingBy(StreamsApi::name, Collectors.counting()))
                .forEach((name, count) -> {
                    if (count > 1) {
                        problems.add(
                                "streams",
                                streams,
                                "names several streams " + name + ", and a request could mean any of them",
                                "Give each a route of its own with another path");
                    }
                });
    }

    private void checkLimits(Problems problems) {
        String example = "All of a body is kept in memory. Example: ";
        checkLimit("maxBodyBytes", maxBodyBytes, LARGEST_BODY, example + "5242880", problems);
        checkLimit("maxRecords", maxRecords, MOST_RECORDS, example + "500", problems);
        checkLimit("timeoutMillis", timeoutMillis, Integer.MAX_VALUE, "Example: 20000", problems);
    }

    private static void checkLimit(String name, long value, long largest, String advice, Problems problems) {
        if (value < 1 || value > largest) {
            problems.add(name, String.valueOf(value), "is not 1 to " + largest, advice);
        }
    }

    @Override
    protected void doStart() {
        gate.start();
    }

    @Override
    protected void doStop() {
        gate.stop();
    }

    private List<String> allowed() {
        return streams == null
                ? List.of()
                : Arrays.stream(streams.split(",", -1))
                        .map(String::trim)
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList();
    }

    private static String name(String stream) {
        return stream.substring(stream.lastIndexOf('/') + 1);
    }

    /**
     * Makes a list of records the body, which are all checked.
     *
     * @throws Exception if the request is not one that can be taken: {@link #refuse} knows it
     */
    public void accept(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        RequestHeaders headers = new RequestHeaders(message);
        exchange.setProperty(STREAM, stream(message));
        headers.refuseOtherSites();
        boolean isLines = headers.isLines();
        String key = headers.partitionKey();
        RequestBody body = new RequestBody(body(message), maxRecords);
        List<byte[]> records = isLines ? body.lines() : body.document();
        checkNumber(records.size(), key);
        check(records);
        message.removeHeaders("*");
        if (!key.isEmpty()) {
            message.setHeader(KinesisHeaders.PARTITION_KEY, key);
        }
        message.setBody(records);
    }

    /** The one of the allowed streams that the path ends in; what the client sends is compared and goes nowhere else. */
    private String stream(Message message) throws RequestRefusedException {
        String path = message.getHeader(Exchange.HTTP_PATH, "", String.class);
        return allowed().stream()
                .filter(each -> name(each).equals(name(path)))
                .findFirst()
                .orElseThrow(() -> new RequestRefusedException(
                        404,
                        "There is no such stream here: POST to the name of one that http-to-kinesis.streams lists"));
    }

    private void checkNumber(int records, String key) throws RequestRefusedException {
        if (records == 0) {
            throw new RequestRefusedException(400, "There is no record in the body");
        }
        long most = Math.max(1, timeoutMillis / MILLIS_FOR_A_RECORD_OF_A_KEY);
        if (!key.isEmpty() && records > most) {
            throw new RequestRefusedException(
                    413,
                    "There are more than " + most + " records in the body, and with " + PARTITION_KEY
                            + " they are stored one after the other: send fewer at once");
        }
    }

    private byte[] body(Message message) throws IOException, RequestRefusedException {
        InputStream in = message.getBody(InputStream.class);
        if (in == null) {
            throw new RequestRefusedException(400, "There is no record in the body");
        }
        try (in) {
            byte[] body = in.readNBytes(maxBodyBytes + 1);
            if (body.length > maxBodyBytes) {
                throw new RequestRefusedException(
                        413, "The body is larger than " + maxBodyBytes + " bytes: send fewer records at once");
            }
            return body;
        }
    }

    private void check(List<byte[]> records) throws RequestRefusedException {
        for (int i = 0; i < records.size(); i++) {
            try {
                gate.parse(records.get(i));
            } catch (InvalidRecordException e) {
                throw new RequestRefusedException(400, "The record is " + e.getMessage(), i, e.pointer());
            }
        }
    }

    /** Says of each record where it is stored, in the order in which they came. */
    public void answer(Exchange exchange) throws IOException {
        Answers.stored(exchange.getMessage());
    }

    /** Says why a request was refused, or that it can be sent again. */
    public void refuse(Exchange exchange) throws IOException {
        Exception why = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Answers.notStored(exchange.getMessage(), why, exchange.getProperty(STREAM, String.class));
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    public String getStreams() {
        return streams;
    }

    /** Names or ARNs of the streams for which records are taken, with commas between them. */
    public void setStreams(String streams) {
        this.streams = streams;
    }

    public String getSchema() {
        return schema;
    }

    /** Where the JSON Schema for each record is; empty for none. */
    public void setSchema(String schema) {
        this.schema = schema;
    }

    public int getMaxBodyBytes() {
        return maxBodyBytes;
    }

    /** How large the body of a request may be. */
    public void setMaxBodyBytes(int maxBodyBytes) {
        this.maxBodyBytes = maxBodyBytes;
    }

    public int getMaxRecords() {
        return maxRecords;
    }

    /** How many records a request may hold; with {@link #PARTITION_KEY} fewer, as the time allows. */
    public void setMaxRecords(int maxRecords) {
        this.maxRecords = maxRecords;
    }

    public long getTimeoutMillis() {
        return timeoutMillis;
    }

    /** How long the sink tries to store the records of a request. */
    public void setTimeoutMillis(long timeoutMillis) {
        this.timeoutMillis = timeoutMillis;
    }
}
