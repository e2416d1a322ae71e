// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The operations that read records. Thread-safe. */
final class ReadOperations {
    private final Duration iteratorLifetime;
    private final Faults faults;
    private final AtomicLong iterators = new AtomicLong();

    ReadOperations(Duration iteratorLifetime, Faults faults) {
        this.iteratorLifetime = iteratorLifetime;
        this.faults = faults;
    }

    static void checkGetShardIterator(Fields in, Constraints constraints) {
        Shapes.stream(in, constraints);
        Shapes.shardId(in, constraints, "ShardId", "shardId");
        constraints.present("shardIteratorType", in.has("ShardIteratorType"));
        constraints.oneOf("shardIteratorType", in.text("ShardIteratorType"), StartingPosition.TYPES);
        constraints.text("startingSequenceNumber", in.text("StartingSequenceNumber"), 1, 129, Shapes.SEQUENCE_NUMBER);
    }

    Reply getShardIterator(KinesisCall call) {
        KinesisStream stream = call.stream();
        String shardId = call.in().text("ShardId").orElseThrow();
        Shard shard = stream.shards()
                .find(shardId)
                .orElseThrow(() -> AwsError.notFound(
                        "Shard " + shardId + " in " + call.address().described() + " does not exist"));
        String place = call.address().described();
        int index = StartingPosition.of(call.in()).index(shard, shard.log().view(), place, call.now());
        String iterator = iterator(call, stream, shard, index);
        return out -> out.field("ShardIterator", iterator);
    }

    static void checkGetRecords(Fields in, Constraints constraints) {
        constraints.present("shardIterator", in.has("ShardIterator"));
        constraints.text("shardIterator", in.text("ShardIterator"), 1, 512, Shapes.ANY);
        constraints.range("limit", in.integer("Limit"), 1, Integer.MAX_VALUE);
    }

    Reply getRecords(KinesisCall call) {
        int limit = limit(call);
        ShardIterator iterator =
                ShardIterator.decode(call.in().text("ShardIterator").orElseThrow());
        iterator.checkNotExpired(call.now(), iteratorLifetime);
        KinesisStream stream = call.stream();
        if (stream.stamp() != iterator.stamp()) {
            throw AwsError.invalidArgument("Invalid ShardIterator.");
        }
        Shard shard = call.shard(stream, iterator.shardId());
        return new PageReply(read(call, shard, iterator.index(), limit), call, stream);
    }

    private static int limit(KinesisCall call) {
        int limit = call.in().integer("Limit").orElse(Limits.GET_RECORDS_RECORDS);
        if (limit > Limits.GET_RECORDS_RECORDS) {
            throw AwsError.invalidArgument("Limit must be at most " + Limits.GET_RECORDS_RECORDS + ", not " + limit);
        }
        return limit;
    }

    private Page read(KinesisCall call, Shard shard, int from, int limit) {
        boolean limited = faults.shardRatesEnforced();
        if (limited && !shard.rates().takeRead()) {
            throw AwsError.kinesis(
                    "ProvisionedThroughputExceededException",
                    "Rate exceeded for shard " + shard.id() + " in "
                            + call.address().described() + ".");
        }
        Page page = Page.read(shard, shard.log().view(), from, limit);
        if (limited) {
            shard.rates().chargeRead(page.bytes());
        }
        return page;
    }

    private String iterator(KinesisCall call, KinesisStream stream, Shard shard, int index) {
        return new ShardIterator(
                        stream.address(), stream.stamp(), shard.id(), index, call.now(), iterators.incrementAndGet())
                .encode();
    }

    /** A GetRecords answer. */
    private final class PageReply implements Reply {
        private static final int ENVELOPE_BYTES = 4096;

        private final Page page;
        private final KinesisCall call;
        private final KinesisStream stream;

        PageReply(Page page, KinesisCall call, KinesisStream stream) {
            this.page = page;
            this.call = call;
            this.stream = stream;
        }

        @Override
        public int sizeHint() {
            return (int) page.encodedBytes() + ENVELOPE_BYTES;
        }

        @Override
        public void write(ReplyWriter out) throws IOException {
            out.field("MillisBehindLatest", page.millisBehindLatest(call.now().toEpochMilli()));
            List<Shard> children = page.last() ? stream.shards().children(page.shard()) : List.of();
            // Sealed, but its children are not there yet: the next call will see them.
            if (!children.isEmpty()) {
                out.array("ChildShards", () -> ShardReplies.children(out, children));
            } else {
                out.field("NextShardIterator", iterator(call, stream, page.shard(), page.to()));
            }
            out.records("Records", page);
        }
    }
}
