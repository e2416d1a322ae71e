// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

/** Looks at what was read, so that a subject cannot save itself the reading. Thread-safe. */
final class Touch {
    /** Written for a sum that does not come up, which the compiler cannot know. */
    private static volatile int seen;

    private Touch() {}

    /** Returns how many records the body holds. */
    static int body(Object body) throws IOException {
        if (body instanceof List<?> list) {
            for (Object element : list) {
                body(element);
            }
            return list.size();
        }
        bytes(bytesOf(body));
        return 1;
    }

    static void record(Record record) {
        bytes(record.data().asByteArrayUnsafe());
        keep(record.partitionKey().length() + record.sequenceNumber().length());
    }

    static void record(KinesisClientRecord record) {
        ByteBuffer data = record.data();
        length(data.remaining());
        keep(data.get(data.position()) + data.get(data.limit() - 1));
        keep(record.partitionKey().length() + record.sequenceNumber().length());
    }

    private static byte[] bytesOf(Object body) throws IOException {
        if (body instanceof byte[] bytes) {
            return bytes;
        }
        if (body instanceof InputStream stream) {
            return stream.readAllBytes();
        }
        if (body instanceof SdkBytes bytes) {
            return bytes.asByteArrayUnsafe();
        }
        if (body instanceof Record record) {
            return record.data().asByteArrayUnsafe();
        }
        if (body instanceof Message message) {
            return bytesOf(message.getBody());
        }
        if (body instanceof Exchange exchange) {
            return bytesOf(exchange.getMessage().getBody());
        }
        throw new IllegalArgumentException("A body of " + body.getClass());
    }

    private static void bytes(byte[] bytes) {
        length(bytes.length);
        keep(bytes[0] + bytes[bytes.length - 1]);
    }

    private static void length(int bytes) {
        if (bytes != Workload.DATA_BYTES) {
            throw new IllegalArgumentException(bytes + " bytes instead of " + Workload.DATA_BYTES);
        }
    }

    private static void keep(int sum) {
        if (sum == Integer.MIN_VALUE) {
            seen = sum;
        }
    }

    static int seen() {
        return seen;
    }
}
