// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.time.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.Record;

/** A shard's steps, when one of them breaks off and when two of them overlap. */
class ShardStepsTest {

    private static final String SHARD = "shardId-000000000000";

    private final ManualTime time = new ManualTime();
    private final List<String> handled = new ArrayList<>();

    private final List<String> ended = new ArrayList<>();

    private ShardTask task(int recordsPerExchange, Executor workers, Supplier<Optional<Page>> pages) {
        ShardContext context = new ShardContext(
                "orders",
                new DeliveryOptions(recordsPerExchange, 100, Duration.ofSeconds(1)),
                (records, completion) -> {
                    records.forEach(record -> handled.add(record.record().sequenceNumber()));
                    completion.done(null);
                },
                new SourceThreads(time.scheduler(), time::execute, workers),
                time,
                () -> true);
        return new ShardTask(SHARD, context, ready -> new Pages(pages), reader -> ended.add(reader.shardId()));
    }

    private record Pages(Supplier<Optional<Page>> pages) implements RecordSource {
        @Override
        public Optional<Page> take() {
            return pages.get();
        }

        @Override
        public boolean hasPage() {
            return false;
        }

        @Override
        public Optional<String> whyNotRead() {
            return Optional.empty();
        }
    }

    private static SourceRecord record(int number) {
        return new SourceRecord(
                SHARD, Record.builder().sequenceNumber(Integer.toString(number)).build(), SourceRecord.WHOLE, true, 0);
    }

    /** Ten records, of which one cannot be made at the first attempt. */
    private static final class Page10 implements Iterator<SourceRecord> {
        private int next = 1;
        private boolean isFull = true;

        @Override
        public boolean hasNext() {
            return next <= 10;
        }

        @Override
        public SourceRecord next() {
            if (next == 3 && isFull) {
                isFull = false;
                throw new OutOfMemoryError("thrown by the test");
            }
            return record(next++);
        }
    }

    private void readTen(int recordsPerExchange) {
        List<Page> pages = new ArrayList<>(List.of(new Page(new Page10(), false)));
        ShardTask task = task(
                recordsPerExchange,
                time::execute,
                () -> pages.isEmpty() ? Optional.empty() : Optional.of(pages.remove(0)));

        task.wakeUp();
        time.pass(Duration.ofSeconds(5));

        assertEquals(IntStream.rangeClosed(1, 10).mapToObj(Integer::toString).toList(), handled);
        assertEquals("10", task.reader().lastDone().orElseThrow().record().sequenceNumber());
    }

    @Test
    void step_breaksOffAtARecord_goesOnWithThatRecord() {
        readTen(1);
    }

    @Test
    void step_breaksOffInTheMiddleOfAnExchange_goesOnWithAllOfIt() {
        readTen(5);
    }

    /** Whether there is a next one is asked for more than once, and each time the record is unpacked. */
    @Test
    void lastPage_cannotBeUnpackedForAWhile_isToldAndReadToItsEnd() {
        List<Integer> records = new ArrayList<>(List.of(1));
        boolean[] isFull = {true};
        Iterator<SourceRecord> page = new Iterator<>() {
            @Override
            public boolean hasNext() {
                if (isFull[0]) {
                    throw new OutOfMemoryError("thrown by the test");
                }
                return !records.isEmpty();
            }

            @Override
            public SourceRecord next() {
                return record(records.remove(0));
            }
        };
        List<Page> pages = new ArrayList<>(List.of(new Page(page, true)));
        ShardTask task =
                task(1, time::execute, () -> pages.isEmpty() ? Optional.empty() : Optional.of(pages.remove(0)));

        task.wakeUp();
        time.pass(Duration.ofSeconds(5));
        assertTrue(task.reader().trouble().orElseThrow().contains("OutOfMemoryError"));
        isFull[0] = false;
        time.pass(Duration.ofMinutes(1));

        assertEquals(List.of("1"), handled);
        assertEquals(List.of(SHARD), ended);
        assertEquals(Optional.empty(), task.reader().trouble());
    }

    @Test
    void rest_isNotBeforeTheLastOfTwoStepsThatOverlap() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<Thread> steps = new ArrayList<>();
        List<ShardTask> tasks = new ArrayList<>();
        Executor workers = step -> {
            Thread thread = new Thread(step);
            steps.add(thread);
            thread.start();
            if (steps.size() == 2) {
                // The first step asks for this one, and ends after it has begun.
                await(second);
            }
        };
        List<Runnable> takes = new ArrayList<>(List.of(() -> tasks.get(0).wakeUp(), () -> {
            second.countDown();
            await(goOn);
        }));
        ShardTask task = task(1, workers, () -> {
            takes.remove(0).run();
            return Optional.empty();
        });
        tasks.add(task);
        task.wakeUp();
        await(second);
        steps.get(0).join();

        task.stop();
        assertFalse(task.isAtRest());

        goOn.countDown();
        steps.get(1).join();
        assertTrue(task.isAtRest());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
