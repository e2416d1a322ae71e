// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.source;

import io.kinesisroutes.checkpoint.ShardPosition;
import io.kinesisroutes.source.RecordHandler.Completion;
import io.kinesisroutes.source.SourceOptions.Delivery;
import io.kinesisroutes.source.SourceOptions.Reading;
import io.kinesisroutes.source.SourceOptions.Shards;
import io.kinesisroutes.stream.FakeKinesis;
import io.kinesisroutes.time.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One shard from its pages to its completions, in a time that the test moves on. */
abstract class ShardFixture {

    final FakeKinesis kinesis = new FakeKinesis();
    final ManualTime time = new ManualTime();
    final List<String> handled = new ArrayList<>();
    final List<Completion> open = new ArrayList<>();
    final List<String> ended = new ArrayList<>();
    boolean running = true;
    boolean asynchronous;
    int maxInFlight = 100;
    int recordsPerExchange = 1;
    int failures;
    String failing = "";
    ShardTask task;

    void start() {
        start(null);
    }

    void start(String iterator) {
        SourceOptions options = new SourceOptions(
                new Shards(Positions.startingPosition(ShardPosition.TRIM_HORIZON), null, Duration.ofSeconds(10)),
                new Reading(10, new ReadPace(5)),
                new Delivery(recordsPerExchange, maxInFlight, Duration.ofSeconds(1)));
        ShardContext context = new ShardContext(
                kinesis,
                options,
                this::handle,
                new SourceThreads(time.scheduler(), time::execute, time::execute),
                time,
                () -> running,
                () -> 1,
                "orders",
                "nowhere");
        ShardStart start = new ShardStart("shardId-000000000000", ShardPosition.TRIM_HORIZON, iterator);
        task = new ShardTask(start, context, reader -> ended.add(reader.shardId()));
        task.wakeUp();
    }

    private void handle(List<SourceRecord> records, Completion completion) {
        String numbers = String.join(
                "+",
                records.stream().map(record -> record.record().sequenceNumber()).toList());
        if (failing.equals("error") && failures-- > 0) {
            throw new StackOverflowError("thrown by the test");
        }
        if (asynchronous) {
            handled.add(numbers);
            open.add(completion);
        } else if (numbers.equals(failing) && failures-- > 0) {
            completion.done(new IllegalStateException("failed by the test"));
        } else {
            handled.add(numbers);
            completion.done(null);
        }
    }

    String safe() {
        return task.reader().safe().toString();
    }
}
