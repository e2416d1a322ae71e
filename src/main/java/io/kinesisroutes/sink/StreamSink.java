// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

import io.kinesisroutes.sink.PutOutcome.Stored;
import io.kinesisroutes.stream.KinesisApi;
import io.kinesisroutes.stream.KinesisFailure;
import io.kinesisroutes.stream.KinesisLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/**
 * Writes records to a stream: many in a request, several requests at a time, and again what AWS did not take. Records of
 * one partition key that one thread sends are stored in the order in which it sent them. Thread-safe.
 */
public final class StreamSink {

    private final SinkOptions options;
    private final LongSupplier nanoTime;
    private final StreamShape shape;
    private final BufferSpace space;
    private final RequestLoop loop;
    private final String stream;
    private volatile boolean closed;

    /** Is told what became of records that were sent together. */
    @FunctionalInterface
    public interface Completion {

        /**
         * Is called exactly once, on a thread for completions.
         *
         * @param stored where each record is, in the order in which they were sent; {@code null} for one that is not stored
         * @param failure {@code null} if all are stored
         */
        void done(List<Stored> stored, NotStoredException failure);
    }

    /**
     * @param api the stream
     * @param stream its name, for messages
     */
    public StreamSink(KinesisApi api, String stream, SinkOptions options, SinkThreads threads) {
        this(api, stream, options, threads, System::nanoTime);
    }

    StreamSink(KinesisApi api, String stream, SinkOptions options, SinkThreads threads, LongSupplier nanoTime) {
        this.options = options;
        this.nanoTime = nanoTime;
        this.stream = stream;
        this.shape = new StreamShape(api, stream, nanoTime);
        this.space = new BufferSpace(options.bufferedBytes());
        this.loop = new RequestLoop(
                new RequestLoop.Setup(new PutRecordsSender(api), threads, nanoTime),
                stream,
                options,
                delivery -> space.giveBack(delivery.bytes()));
    }

    /**
     * Asks AWS what there is to know of the stream.
     *
     * @throws KinesisFailure.NotFound if there is no such stream
     */
    public void start() {
        shape.readLimit();
        if (options.isPaced()) {
            shape.readShards();
        }
    }

    /**
     * Takes records in and returns before they are stored; waits while there is no room for them.
     *
     * @param entries any number; with none of them the completion is told at once
     * @param before what the completion was given when the same records were sent in vain: those that are stored are not
     *     sent again; empty the first time
     * @throws UnsendableRecordException if one is larger than the stream allows; nothing is sent then
     * @throws IllegalStateException if there was no room in time or the sink is stopped; nothing is sent then
     * @throws InterruptedException if the thread is interrupted while it waits; nothing is sent then
     */
    public void send(List<PutRecordsRequestEntry> entries, List<Stored> before, Completion completion)
            throws InterruptedException {
        if (loop.takeSuspected()) {
            shape.doubtLimit();
        }
        long bytes = checkedBytes(entries);
        if (!before.isEmpty() && !before.contains(null) || entries.isEmpty()) {
            completion.done(before, null);
            return;
        }
        long deadline = nanoTime.getAsLong() + options.deliveryTimeout().toNanos();
        if (!space.take(bytes, options.deliveryTimeout())) {
            throw new IllegalStateException(closed ? stopped() : noRoom(entries.size(), bytes));
        }
        boolean taken = false;
        try {
            Stored[] stored = before.toArray(new Stored[entries.size()]);
            taken = loop.add(pending(entries, before, new Delivery(stored, bytes, completion), deadline));
        } finally {
            if (!taken) {
                space.giveBack(bytes);
            }
        }
        if (!taken) {
            throw new IllegalStateException(stopped());
        }
    }

    private String stopped() {
        return "The sink for " + stream + " is stopped";
    }

    private List<PendingRecord> pending(
            List<PutRecordsRequestEntry> entries, List<Stored> before, Delivery delivery, long deadline) {
        if (options.isPaced() && loop.takeMisplaced()) {
            shape.readShards();
        }
        ShardMap shards = shape.shards();
        List<PendingRecord> records = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            if (before.isEmpty() || before.get(i) == null) {
                PutRecordsRequestEntry entry = entries.get(i);
                records.add(new PendingRecord(entry, shards.shardOf(entry), deadline, delivery, i));
            }
        }
        return records;
    }

    private long checkedBytes(List<PutRecordsRequestEntry> entries) {
        long bytes = 0;
        for (int i = 0; i < entries.size(); i++) {
            int size = PendingRecord.bytes(entries.get(i));
            int limit = shape.recordLimit(size);
            if (size > limit) {
                throw new UnsendableRecordException(i, tooLarge(size, limit));
            }
            bytes += size;
        }
        return bytes;
    }

    private String tooLarge(int size, int limit) {
        return ("it has %d bytes, its partition key counted, and the stream %s takes %d. Make the record smaller, or ask the owner of the stream to raise its limit"
                        + " (UpdateMaxRecordSize, up to %d KiB)")
                .formatted(size, stream, limit, KinesisLimits.LARGEST_RECORD_LIMIT_KIB);
    }

    private String noRoom(int records, long bytes) {
        return ("%d records with %d bytes found no room in the buffer of %d bytes within %d ms:"
                        + " AWS takes less than is sent to %s")
                .formatted(
                        records,
                        bytes,
                        options.bufferedBytes(),
                        options.deliveryTimeout().toMillis(),
                        stream);
    }

    /**
     * Takes nothing in any more, sends what it has without waiting for more, and fails what is not stored by then. Every
     * completion is called, or handed to its executor, before this returns.
     *
     * @param longest how long to go on sending
     */
    public void close(Duration longest) {
        closed = true;
        space.close();
        loop.close(longest);
    }
}
