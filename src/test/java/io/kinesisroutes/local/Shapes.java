// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.util.List;
import java.util.regex.Pattern;

/** The constraints on the members that several operations share. Pure. */
final class Shapes {
    static final Pattern ANY = Pattern.compile("(?s).*");
    static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]+");
    static final Pattern HASH_KEY = Pattern.compile("0|([1-9]\\d{0,38})");
    static final Pattern SEQUENCE_NUMBER = Pattern.compile("0|([1-9]\\d{0,128})");
    private static final Pattern STREAM_ARN = Pattern.compile("arn:aws.*:kinesis:.*:\\d{12}:stream/\\S+");

    private Shapes() {}

    static void stream(Fields in, Constraints constraints) {
        constraints.text("streamName", in.text("StreamName"), 1, 128, NAME);
        constraints.text("streamARN", in.text("StreamARN"), 1, 2048, STREAM_ARN);
    }

    static void requiredName(Fields in, Constraints constraints) {
        constraints.present("streamName", in.has("StreamName"));
        constraints.text("streamName", in.text("StreamName"), 1, 128, NAME);
    }

    static void shardId(Fields in, Constraints constraints, String field, String member) {
        constraints.present(member, in.has(field));
        constraints.text(member, in.text(field), 1, 128, NAME);
    }

    static void required(Fields in, Constraints constraints, String field, String member) {
        constraints.present(member, in.has(field));
    }

    /** {@code prefix} names the entry of a list, or is empty. */
    static void record(Fields in, Constraints constraints, String prefix) {
        constraints.present(prefix + "partitionKey", in.has("PartitionKey"));
        constraints.text(prefix + "partitionKey", in.text("PartitionKey"), 1, 256, ANY);
        constraints.text(prefix + "explicitHashKey", in.text("ExplicitHashKey"), 1, 39, HASH_KEY);
        constraints.present(prefix + "data", in.has("Data"));
        in.blob("Data").ifPresent(data -> {
            String shown = "java.nio.HeapByteBuffer[pos=0 lim=" + data.length + " cap=" + data.length + "]";
            constraints.length(prefix + "data", shown, data.length, 0, Limits.DATA_BYTES);
        });
    }

    static void records(Fields in, Constraints constraints) {
        stream(in, constraints);
        constraints.present("records", in.has("Records"));
        if (!in.has("Records")) {
            return;
        }
        List<Fields> entries = in.objects("Records");
        constraints.length("records", "[...]", entries.size(), 1, Limits.PUT_RECORDS_ENTRIES);
        for (int i = 0; i < entries.size(); i++) {
            record(entries.get(i), constraints, "records." + (i + 1) + ".member.");
        }
    }
}
