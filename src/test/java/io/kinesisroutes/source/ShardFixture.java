// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.source;

import io.kinesisroutes.checkpoint.ShardPosition;
import io.kinesisroutes.shard.DeliveryOptions;
import io.kinesisroutes.shard.RecordHandler.Completion;
import io.kinesisroutes.shard.ShardContext;
import io.kinesisroutes.shard.ShardTask;
import io.kinesisroutes.shard.SourceRecord;
import io.kinesisroutes.shard.SourceThreads;
import io.kinesisroutes.source.SourceOptions.Reading;
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
        SourceThreads threads = new SourceThreads(time.scheduler(), time::execute, time::execute);
        DeliveryOptions delivery = new DeliveryOptions(recordsPerExchange, maxInFlight, Duration.ofSeconds(1));
        ShardContext shard = new ShardContext("orders", delivery, this::handle, threads, time, () -> running);
        ReadContext context = new ReadContext(kinesis, new Reading(10, new ReadPace(5)), shard, () -> 1, "nowhere");
        ShardStart start = new ShardStart("shardId-000000000000", ShardPosition.TRIM_HORIZON, iterator);
        task = new ShardTask(
                start.shardId(),
                shard,
                ready -> new PageFetcher(start, context, ready),
                reader -> ended.add(reader.shardId()));
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
        return task.reader()
                .lastDone()
                .map(SourceRecord::position)
                .orElse(ShardPosition.TRIM_HORIZON)
                .toString();
    }
}
