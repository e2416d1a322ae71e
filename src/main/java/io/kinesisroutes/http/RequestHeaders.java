// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.http;

import io.kinesisroutes.stream.KinesisLimits;
import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** What the headers of a request say, checked; the others are not looked at. */
final class RequestHeaders {

    private static final Set<String> NDJSON =
            Set.of("application/x-ndjson", "application/ndjson", "application/jsonl", "application/jsonlines");

    private final Message message;

    RequestHeaders(Message message) {
        this.message = message;
    }

    /** A browser says so of what it sends for a page of another site, and no page can change that. */
    void refuseOtherSites() throws RequestRefusedException {
        if (header("Sec-Fetch-Site").trim().equalsIgnoreCase("cross-site")) {
            throw new RequestRefusedException(403, "A web page of another site sent this, and none may write here");
        }
    }

    /**
     * Whether each line is a record; else the body is a JSON document. A type is asked for: a browser sends requests with
     * none, or with that of a form, for any page to any address, and asks the server first for those that are JSON.
     */
    boolean isLines() throws RequestRefusedException {
        String type = header(Exchange.CONTENT_TYPE).split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        if (NDJSON.contains(type)) {
            return true;
        }
        if (type.equals("application/json") || type.endsWith("+json")) {
            return false;
        }
        throw new RequestRefusedException(
                415, "Send Content-Type: application/json, or application/x-ndjson for one record a line");
    }

    /** The key of all records of the request; empty for none. */
    String partitionKey() throws RequestRefusedException {
        String key = header(StreamsApi.PARTITION_KEY);
        if (key.length() > KinesisLimits.PARTITION_KEY_LENGTH) {
            throw new RequestRefusedException(
                    400,
                    StreamsApi.PARTITION_KEY + " is longer than " + KinesisLimits.PARTITION_KEY_LENGTH + " characters");
        }
        return key;
    }

    private String header(String name) {
        return message.getHeader(name, "", String.class);
    }
}
