// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** Writes one answer. Not thread-safe. */
final class ReplyWriter {
    private static final int EPOCH_TAG = 1;

    private final JsonGenerator out;
    private final BufferOutput raw;
    private final WireFormat format;

    private ReplyWriter(JsonGenerator out, BufferOutput raw, WireFormat format) {
        this.out = out;
        this.raw = raw;
        this.format = format;
    }

    static Buffer write(Reply reply, WireFormat format) {
        if (reply == Reply.EMPTY) {
            return Buffer.buffer();
        }
        Buffer buffer = Buffer.buffer(reply.sizeHint());
        BufferOutput raw = new BufferOutput(buffer);
        try (JsonGenerator out = format.mapper().getFactory().createGenerator(raw)) {
            out.writeStartObject();
            reply.write(new ReplyWriter(out, raw, format));
            out.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot encode an answer", e);
        }
        return buffer;
    }

    /** Writes the members of an object or the elements of an array. */
    @FunctionalInterface
    interface Content {
        void write() throws IOException;
    }

    void object(String name, Content content) throws IOException {
        out.writeFieldName(name);
        element(content);
    }

    void array(String name, Content content) throws IOException {
        out.writeArrayFieldStart(name);
        content.write();
        out.writeEndArray();
    }

    /** An object within an array. */
    void element(Content content) throws IOException {
        out.writeStartObject();
        content.write();
        out.writeEndObject();
    }

    /** A string within an array. */
    void element(String value) throws IOException {
        out.writeString(value);
    }

    void field(String name, String value) throws IOException {
        out.writeStringField(name, value);
    }

    /** Leaves the member out if there is no value: AWS never writes null. */
    void field(String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            field(name, value.get());
        }
    }

    void field(String name, long value) throws IOException {
        out.writeNumberField(name, value);
    }

    void field(String name, boolean value) throws IOException {
        out.writeBooleanField(name, value);
    }

    void field(String name, Instant value) throws IOException {
        out.writeFieldName(name);
        timestamp(value.toEpochMilli());
    }

    /** The records of a page: in CBOR copied as they are stored. */
    void records(String name, Page page) throws IOException {
        out.writeArrayFieldStart(name);
        if (format == WireFormat.CBOR) {
            out.flush();
            page.forEach((index, record) -> raw.write(record.cbor(), 0, record.cbor().length));
        } else {
            page.forEach((index, record) -> element(() -> record(page.sequenceNumber(index), record)));
        }
        out.writeEndArray();
    }

    private void record(String sequenceNumber, StoredRecord record) throws IOException {
        field("SequenceNumber", sequenceNumber);
        out.writeFieldName("ApproximateArrivalTimestamp");
        timestamp(record.arrivalMillis());
        field("PartitionKey", record.partitionKey());
        out.writeFieldName("Data");
        int offset = record.dataOffset();
        out.writeBinary(record.cbor(), offset, record.cbor().length - offset);
    }

    private void timestamp(long millis) throws IOException {
        if (out instanceof CBORGenerator cbor) {
            cbor.writeTag(EPOCH_TAG);
            out.writeNumber(millis);
        } else {
            out.writeNumber(BigDecimal.valueOf(millis, 3));
        }
    }
}
