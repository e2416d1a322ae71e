// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.component.KinesisEndpoint;
import io.kinesisroutes.component.StreamConnection;
import io.kinesisroutes.stream.KinesisApi;
import io.kinesisroutes.stream.KinesisFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;

/** Checks each right that a side needs on its stream, by using it. Reads no more than a record, and writes only if asked. */
final class StreamSteps {

    static final String DESCRIBE = "describe the stream";
    static final String LIST = "list its shards";
    static final String ITERATOR = "get an iterator";
    static final String READ = "read";
    static final String WRITE = "write";

    static final String NOBODY = "there is nobody to call Kinesis as, see above";

    private static final StartingPosition BEGINNING =
            StartingPosition.builder().type(ShardIteratorType.TRIM_HORIZON).build();

    private static final Duration LONGEST_WRITE = Duration.ofSeconds(20);

    private final KinesisEndpoint endpoint;
    private final KinesisApi api;
    private final String stream;
    private final Consumer<CheckStep> steps;

    StreamSteps(KinesisEndpoint endpoint, StreamConnection connection, Consumer<CheckStep> steps) {
        this.endpoint = endpoint;
        this.api = connection.api();
        this.stream = connection.streamId();
        this.steps = steps;
    }

    /** Says of each step of a side why it is not tried. */
    static void skip(Side side, Consumer<CheckStep> steps) {
        List<String> names =
                side == Side.SOURCE ? List.of(DESCRIBE, LIST, ITERATOR, READ) : List.of(DESCRIBE, LIST, WRITE);
        names.forEach(name -> steps.accept(CheckStep.notTried(name, NOBODY)));
    }

    /** @return what the stream carries, empty if that is not known */
    Optional<Capacity> run(Side side, Optional<CheckRecord> toWrite) {
        Optional<StreamDescriptionSummary> summary =
                tried(DESCRIBE, "kinesis:DescribeStreamSummary", api::summary, Capacity::describe);
        Optional<List<Shard>> shards = tried(LIST, "kinesis:ListShards", api::listShards, StreamSteps::count);
        if (side == Side.SOURCE) {
            read(shards, summary.map(Capacity::isEncryptedByItsOwner).orElse(false));
        } else {
            write(toWrite);
        }
        return summary.map(Capacity::of);
    }

    private void read(Optional<List<Shard>> shards, boolean encrypted) {
        if (shards.isEmpty() || shards.get().isEmpty()) {
            steps.accept(CheckStep.notTried(ITERATOR, "no shard is known, see above"));
            steps.accept(CheckStep.notTried(READ, "there is no iterator"));
            return;
        }
        String shardId = firstOpen(shards.get()).shardId();
        tried(
                        ITERATOR,
                        "kinesis:GetShardIterator",
                        () -> api.shardIterator(shardId, BEGINNING).value(),
                        iterator -> "of " + shardId)
                .ifPresentOrElse(
                        iterator -> read(iterator, encrypted),
                        () -> steps.accept(CheckStep.notTried(READ, "there is no iterator")));
    }

    private void read(String iterator, boolean encrypted) {
        try {
            boolean came = !api.records(iterator, 1).records().isEmpty();
            steps.accept(
                    came || !encrypted
                            ? CheckStep.ok(READ, came ? "a record came" : "no record there")
                            : new CheckStep(
                                    CheckStep.Status.UNKNOWN,
                                    READ,
                                    "no record came, so that the right to the key was not needed",
                                    "Check again once there are records: the stream is encrypted, and only a record shows"
                                            + " whether kms:Decrypt is allowed."));
        } catch (KinesisFailure e) {
            failed(READ, "kinesis:GetRecords", e);
        }
    }

    /** A closed one that was there first has often lost its records already. */
    private static Shard firstOpen(List<Shard> shards) {
        return shards.stream().filter(StreamSteps::isOpen).findFirst().orElse(shards.get(0));
    }

    private static boolean isOpen(Shard shard) {
        return shard.sequenceNumberRange().endingSequenceNumber() == null;
    }

    private void failed(String name, String action, KinesisFailure e) {
        steps.accept(
                e.isRetryable()
                        ? CheckStep.unknown(name, Fixes.said(e))
                        : CheckStep.failed(name, Fixes.said(e), Fixes.stream(e, action, stream, endpoint)));
    }

    private void write(Optional<CheckRecord> toWrite) {
        if (toWrite.isEmpty()) {
            steps.accept(CheckStep.notTried(WRITE, "not asked for; --write writes one marked record"));
            return;
        }
        tried(
                WRITE,
                "kinesis:PutRecords",
                () -> stored(api.putRecords(List.of(toWrite.get().entry()), LONGEST_WRITE)
                        .records()
                        .get(0)),
                result -> "stored in " + result.shardId() + " as " + result.sequenceNumber());
    }

    private static PutRecordsResultEntry stored(PutRecordsResultEntry result) {
        if (result.errorCode() != null) {
            throw new EntryRefusedException(result);
        }
        return result;
    }

    private static String count(List<Shard> shards) {
        long open = shards.stream().filter(StreamSteps::isOpen).count();
        return open + " open, " + (shards.size() - open) + " closed";
    }

    private <T> Optional<T> tried(String name, String action, Supplier<T> call, Function<T, String> answer) {
        try {
            T result = call.get();
            steps.accept(CheckStep.ok(name, answer.apply(result)));
            return Optional.of(result);
        } catch (KinesisFailure e) {
            failed(name, action, e);
        } catch (EntryRefusedException e) {
            steps.accept(CheckStep.unknown(name, e.getMessage()));
        }
        return Optional.empty();
    }

    /** One record of a request was not stored; AWS says that of throttling and of its own failures only. */
    private static final class EntryRefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EntryRefusedException(PutRecordsResultEntry result) {
            super(result.errorCode() + ": " + result.errorMessage());
        }
    }
}
