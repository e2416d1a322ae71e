// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import io.kinesisroutes.shard.DeliveryOptions;
import io.kinesisroutes.shard.RecordHandler.Completion;
import io.kinesisroutes.shard.SourceRecord;
import io.kinesisroutes.shard.SourceThreads;
import io.kinesisroutes.time.ManualTime;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import software.amazon.kinesis.checkpoint.Checkpoint;
import software.amazon.kinesis.checkpoint.ShardRecordProcessorCheckpointer;
import software.amazon.kinesis.exceptions.KinesisClientLibException;
import software.amazon.kinesis.leases.ShardInfo;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ProcessRecordsInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.processor.Checkpointer;
import software.amazon.kinesis.retrieval.KinesisClientRecord;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

/** One shard as the library drives it, in a time that the test moves on; its checkpointer is the library's own. */
abstract class LeasedShardFixture {

    static final String SHARD = "shardId-000000000000";
    static final Duration INTERVAL = Duration.ofSeconds(1);

    final ManualTime time = new ManualTime();
    final List<String> handled = new ArrayList<>();
    final List<Completion> open = new ArrayList<>();
    final List<String> saved = new ArrayList<>();
    final List<String> dropped = new ArrayList<>();
    final List<String> handedOver = new ArrayList<>();
    Consumer<String> whenHandled = number -> {};
    boolean asynchronous;
    boolean paused;
    int maxInFlight = 100;
    String failing = "";
    int failures;
    volatile Exception refusal;
    volatile Optional<LeaseBook.Held> lease = Optional.of(new LeaseBook.Held(UUID.randomUUID(), false));

    final ShardRecordProcessorCheckpointer checkpointer =
            new ShardRecordProcessorCheckpointer(new ShardInfo(SHARD, "token", List.of(), null), new Saves());
    LeasedShards shards;
    LeasedShard shard;

    void begin() {
        make();
        initialize();
    }

    /** The library has the lease, and has not begun to read. */
    void make() {
        SourceThreads threads = new SourceThreads(time.scheduler(), time::execute, time::execute);
        LeasedContext context = new LeasedContext(
                "orders",
                new DeliveryOptions(1, maxInFlight, INTERVAL),
                this::handle,
                threads,
                () -> paused,
                time,
                time::nanos);
        shards = new LeasedShards(context);
        shards.leases(new Book());
        checkpointer.setInitialCheckpointValue(ExtendedSequenceNumber.TRIM_HORIZON);
        shard = (LeasedShard) shards.shardRecordProcessor();
    }

    void initialize() {
        shard.initialize(InitializationInput.builder()
                .shardId(SHARD)
                .extendedSequenceNumber(ExtendedSequenceNumber.TRIM_HORIZON)
                .build());
    }

    void handle(List<SourceRecord> records, Completion completion) {
        SourceRecord first = records.get(0);
        String number = first.record().sequenceNumber()
                + (first.subSequenceNumber() == SourceRecord.WHOLE ? "" : "/" + first.subSequenceNumber());
        if (failing.equals("error") && failures-- > 0) {
            throw new StackOverflowError("thrown by the test");
        }
        if (!asynchronous && number.equals(failing) && failures-- > 0) {
            completion.done(new IllegalStateException("failed by the test"));
            return;
        }
        handled.add(number);
        whenHandled.accept(number);
        if (asynchronous) {
            open.add(completion);
        } else {
            completion.done(null);
        }
    }

    /** Gives a page as the library does: it counts what it gave before it gives it. */
    void page(int... numbers) {
        process(IntStream.of(numbers).mapToObj(LeasedShardFixture::record).toList());
    }

    void process(List<KinesisClientRecord> records) {
        KinesisClientRecord last = records.get(records.size() - 1);
        checkpointer.largestPermittedCheckpointValue(
                new ExtendedSequenceNumber(last.sequenceNumber(), last.subSequenceNumber()));
        shard.processRecords(ProcessRecordsInput.builder()
                .records(records)
                .checkpointer(checkpointer)
                .millisBehindLatest(0L)
                .build());
    }

    static KinesisClientRecord record(int number) {
        return KinesisClientRecord.builder()
                .sequenceNumber(Integer.toString(number))
                .partitionKey("key")
                .approximateArrivalTimestamp(Instant.EPOCH)
                .data(ByteBuffer.wrap(new byte[] {1}))
                .build();
    }

    static KinesisClientRecord part(int number, int subSequenceNumber) {
        return record(number).toBuilder()
                .subSequenceNumber(subSequenceNumber)
                .aggregated(true)
                .build();
    }

    /** As the library does at the end of a shard. */
    void end() {
        checkpointer.sequenceNumberAtShardEnd(checkpointer.largestPermittedCheckpointValue());
        checkpointer.largestPermittedCheckpointValue(ExtendedSequenceNumber.SHARD_END);
        shard.shardEnded(ShardEndedInput.builder().checkpointer(checkpointer).build());
    }

    void askFor() {
        shard.shutdownRequested(
                ShutdownRequestedInput.builder().checkpointer(checkpointer).build());
    }

    void lose() {
        shard.leaseLost(LeaseLostInput.builder().build());
    }

    private final class Book implements LeaseBook {
        @Override
        public Optional<Held> held(String shardId) {
            return lease;
        }

        @Override
        public void handOver(String shardId) {
            handedOver.add(shardId);
        }

        @Override
        public void drop(String shardId) {
            dropped.add(shardId);
        }
    }

    /** What reaches the lease table. */
    private final class Saves implements Checkpointer {
        @Override
        public void setCheckpoint(String leaseKey, ExtendedSequenceNumber value, String concurrencyToken)
                throws KinesisClientLibException {
            if (refusal instanceof KinesisClientLibException checked) {
                throw checked;
            }
            if (refusal instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            saved.add(
                    value.subSequenceNumber() == 0
                            ? value.sequenceNumber()
                            : value.sequenceNumber() + "/" + value.subSequenceNumber());
        }

        @Override
        public ExtendedSequenceNumber getCheckpoint(String leaseKey) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Checkpoint getCheckpointObject(String leaseKey) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void prepareCheckpoint(String leaseKey, ExtendedSequenceNumber pending, String concurrencyToken) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void prepareCheckpoint(
                String leaseKey, ExtendedSequenceNumber pending, String concurrencyToken, byte[] state) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void operation(String operation) {
            // For the library's metrics.
        }

        @Override
        public String operation() {
            return "test";
        }
    }
}
