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
import java.util.Locale;
import java.util.Set;
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

    private static final int LONGEST_KEY = 256;
    private static final int LARGEST_BODY = 1024 * 1024 * 1024;

    private static final Set<String> NDJSON =
            Set.of("application/x-ndjson", "application/ndjson", "application/jsonl", "application/jsonlines");

    private CamelContext camelContext;
    private String streams;
    private String schema;
    private int maxBodyBytes;
    private JsonGate gate;

    /** @throws ConfigurationException with everything that is wrong with the settings */
    @Override
    protected void doInit() {
        Problems problems = new Problems();
        if (allowed().isEmpty()) {
            problems.add("streams", streams, "names no stream", "Example: orders,payments");
        }
        if (maxBodyBytes < 1 || maxBodyBytes > LARGEST_BODY) {
            problems.add(
                    "maxBodyBytes",
                    String.valueOf(maxBodyBytes),
                    "is not 1 to " + LARGEST_BODY,
                    "All of a body is kept in memory. Example: 5242880");
        }
        problems.throwIfAny("the HTTP server for records");
        gate = new JsonGate();
        gate.setCamelContext(camelContext);
        gate.setSchema(schema);
        gate.init();
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
                        .toList();
    }

    /**
     * Makes a list of records the body, which are all checked.
     *
     * @throws Exception if the request is not one that can be taken: {@link #refuse} knows it
     */
    public void accept(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        exchange.setProperty(STREAM, stream(message));
        String type = contentType(message);
        byte[] body = body(message);
        List<byte[]> records = NDJSON.contains(type) ? RequestBody.lines(body) : RequestBody.document(body);
        if (records.isEmpty()) {
            throw new RequestRefusedException(400, "There is no record in the body");
        }
        check(records);
        String key = partitionKey(message);
        message.removeHeaders("*");
        if (!key.isEmpty()) {
            message.setHeader(KinesisHeaders.PARTITION_KEY, key);
        }
        message.setBody(records);
    }

    /** The one of the allowed streams that the path ends in; what the client sends is compared and goes nowhere else. */
    private String stream(Message message) throws RequestRefusedException {
        String path = message.getHeader(Exchange.HTTP_PATH, "", String.class);
        String name = path.substring(path.lastIndexOf('/') + 1);
        return allowed().stream()
                .filter(each -> each.substring(each.lastIndexOf('/') + 1).equals(name))
                .findFirst()
                .orElseThrow(() -> new RequestRefusedException(
                        404,
                        "There is no such stream here: POST to the name of one that http-to-kinesis.streams lists"));
    }

    private static String contentType(Message message) throws RequestRefusedException {
        String header = message.getHeader(Exchange.CONTENT_TYPE, "", String.class);
        String type = header.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        if (type.isEmpty() || type.equals("application/json") || type.endsWith("+json") || NDJSON.contains(type)) {
            return type;
        }
        throw new RequestRefusedException(
                415, "Send Content-Type: application/json, or application/x-ndjson for one record a line");
    }

    private static String partitionKey(Message message) throws RequestRefusedException {
        String key = message.getHeader(PARTITION_KEY, "", String.class);
        if (key.length() > LONGEST_KEY) {
            throw new RequestRefusedException(400, PARTITION_KEY + " is longer than " + LONGEST_KEY + " characters");
        }
        return key;
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
}
