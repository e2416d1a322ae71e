// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The operations that write records. Thread-safe. */
final class WriteOperations {
    private final Faults faults;

    WriteOperations(Faults faults) {
        this.faults = faults;
    }

    static void checkPutRecord(Fields in, Constraints constraints) {
        Shapes.stream(in, constraints);
        Shapes.record(in, constraints, "");
        constraints.text(
                "sequenceNumberForOrdering", in.text("SequenceNumberForOrdering"), 1, 129, Shapes.SEQUENCE_NUMBER);
    }

    Reply putRecord(KinesisCall call) {
        KinesisStream stream = call.stream();
        NewRecord record = record(call.in());
        checkRecord(stream, record);
        if (overRate(stream, record)) {
            throw AwsError.kinesis("ProvisionedThroughputExceededException", rateExceeded(stream, record));
        }
        KinesisStream.Stored stored = stream.put(record);
        return out -> stored(out, stored);
    }

    Reply putRecords(KinesisCall call) {
        KinesisStream stream = call.stream();
        List<NewRecord> records = call.in().objects("Records").stream()
                .map(WriteOperations::record)
                .toList();
        stream.putEntries().add(records.size());
        checkRequest(stream, records);
        Optional<FaultEffect.FailEntries> fault = call.scope().plan().failedEntries();
        List<Outcome> outcomes = new ArrayList<>(records.size());
        for (int i = 0; i < records.size(); i++) {
            boolean fails = fault.isPresent()
                    && fault.get().chosen().test(i, stream.owner(records.get(i)).id());
            outcomes.add(
                    fails ? Outcome.failed(fault.get().code(), fault.get().message()) : put(stream, records.get(i)));
        }
        return out -> outcomes(out, outcomes);
    }

    /** What became of one entry: stored, or an error. */
    private record Outcome(Optional<KinesisStream.Stored> stored, String code, String message) {
        static Outcome failed(String code, String message) {
            return new Outcome(Optional.empty(), code, message);
        }
    }

    private Outcome put(KinesisStream stream, NewRecord record) {
        return overRate(stream, record)
                ? Outcome.failed("ProvisionedThroughputExceededException", rateExceeded(stream, record))
                : new Outcome(Optional.of(stream.put(record)), null, null);
    }

    private boolean overRate(KinesisStream stream, NewRecord record) {
        return faults.shardRatesEnforced() && !stream.owner(record).rates().takeWrite(record.size());
    }

    private static String rateExceeded(KinesisStream stream, NewRecord record) {
        return "Rate exceeded for shard " + stream.owner(record).id() + " in "
                + stream.address().described() + ".";
    }

    private static NewRecord record(Fields in) {
        return new NewRecord(
                in.text("PartitionKey").orElseThrow(),
                in.text("ExplicitHashKey").orElse(null),
                in.blob("Data").orElseThrow());
    }

    private static void checkRequest(KinesisStream stream, List<NewRecord> records) {
        long bytes = 0;
        for (NewRecord record : records) {
            bytes += checkRecord(stream, record);
        }
        if (bytes > Limits.PUT_RECORDS_BYTES) {
            throw AwsError.invalidArgument("Records size exceeds 10 MB limit");
        }
    }

    /** Returns the record's size. */
    private static int checkRecord(KinesisStream stream, NewRecord record) {
        String hashKey = record.explicitHashKey();
        if (hashKey != null && new BigInteger(hashKey).compareTo(HashRange.KEYS) >= 0) {
            throw AwsError.invalidArgument("Invalid ExplicitHashKey. ExplicitHashKey must be in the range:"
                    + " [0, 2^128-1]. Specified value was " + hashKey);
        }
        int size = record.size();
        if (size > stream.maxRecordSizeInKiB() * 1024) {
            throw AwsError.invalidArgument("Record size of " + size + " bytes, partition key included, exceeds the"
                    + " maximum record size of " + stream.maxRecordSizeInKiB() + " KiB of "
                    + stream.address().described() + ".");
        }
        return size;
    }

    private static void outcomes(ReplyWriter out, List<Outcome> outcomes) throws IOException {
        out.field(
                "FailedRecordCount",
                outcomes.stream().filter(o -> o.stored().isEmpty()).count());
        out.array("Records", () -> {
            for (Outcome outcome : outcomes) {
                out.element(() -> outcome(out, outcome));
            }
        });
    }

    private static void outcome(ReplyWriter out, Outcome outcome) throws IOException {
        if (outcome.stored().isPresent()) {
            stored(out, outcome.stored().get());
        } else {
            out.field("ErrorCode", outcome.code());
            out.field("ErrorMessage", outcome.message());
        }
    }

    private static void stored(ReplyWriter out, KinesisStream.Stored stored) throws IOException {
        out.field("ShardId", stored.shard().id());
        out.field("SequenceNumber", stored.sequenceNumber());
    }
}
