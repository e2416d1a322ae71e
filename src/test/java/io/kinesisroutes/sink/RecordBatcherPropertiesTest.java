// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.stream.KinesisLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

class RecordBatcherPropertiesTest {

    private static final long LINGER = 5_000_000;
    private static final byte[] DATA = new byte[11 * 1024 * 1024];

    /** Records are added, sent, refused and stored in a random interleaving with up to four requests under way. */
    @Property(tries = 300)
    void everyRecordIsStoredOnceInTheOrderOfItsKeyInRequestsThatAwsTakes(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3_000) int records,
            @ForAll @IntRange(min = 1, max = 400) int keys,
            @ForAll @IntRange(min = 0, max = 90) int refusedPercent,
            @ForAll boolean paced) {
        Run run = new Run(new Random(seed), keys, refusedPercent, paced);
        run.all(records);

        assertEquals(records, run.stored.size(), "each once");
        assertEquals(records, new HashSet<>(run.stored).size(), "none twice");
        assertEquals(0, run.batcher.size());
        Map<String, Integer> last = new HashMap<>();
        for (int number : run.stored) {
            String key = run.keyOf(number);
            assertTrue(last.getOrDefault(key, -1) < number, "order of " + key);
            last.put(key, number);
        }
    }

    private static final class Run {
        final List<Integer> stored = new ArrayList<>();
        final RecordBatcher batcher;
        private final Map<PendingRecord, Integer> numbers = new HashMap<>();
        private final List<List<PendingRecord>> underWay = new ArrayList<>();
        private final Random random;
        private final int keys;
        private final int refusedPercent;
        private long now;

        Run(Random random, int keys, int refusedPercent, boolean paced) {
            this.random = random;
            this.keys = keys;
            this.refusedPercent = refusedPercent;
            this.batcher = new RecordBatcher(LINGER, paced ? 1_000 : 0);
        }

        String keyOf(int number) {
            return "key-" + number % keys;
        }

        void all(int records) {
            int added = 0;
            int steps = 0;
            while (added < records || batcher.size() > 0) {
                assertTrue(steps++ < 1_000_000, "it does not come to an end");
                now += random.nextInt(1_000_000);
                int action = random.nextInt(10);
                if (action < 6 && added < records) {
                    add(added++);
                } else if (action < 8 && underWay.size() < 4) {
                    send();
                } else if (!underWay.isEmpty()) {
                    answer(underWay.remove(random.nextInt(underWay.size())));
                }
                if (added == records && underWay.isEmpty() && batcher.size() > 0 && batcher.nextAt(true) > now) {
                    assertTrue(batcher.nextAt(true) != RecordBatcher.NEVER, "nothing is forgotten");
                    now = batcher.nextAt(true);
                }
            }
        }

        private void add(int number) {
            int size = random.nextInt(50) == 0 ? 3 * 1024 * 1024 : random.nextInt(300);
            PutRecordsRequestEntry entry = entry(keyOf(number), size);
            PendingRecord record = new PendingRecord(entry, "shard-" + number % keys % 3, Long.MAX_VALUE, null, number);
            numbers.put(record, number);
            batcher.add(record, now);
        }

        private void send() {
            List<PendingRecord> request = batcher.next(now, underWay.isEmpty());
            if (request.isEmpty()) {
                return;
            }
            assertTrue(request.size() <= KinesisLimits.RECORDS_PER_WRITE);
            assertTrue(request.stream().mapToLong(r -> r.bytes).sum() <= KinesisLimits.BYTES_PER_WRITE);
            underWay.add(request);
            Set<String> busy = new HashSet<>();
            underWay.forEach(
                    sent -> sent.forEach(r -> assertTrue(busy.add(r.partitionKey()), "one of a key at a time")));
        }

        private void answer(List<PendingRecord> request) {
            for (PendingRecord record : request) {
                if (random.nextInt(100) < refusedPercent) {
                    record.due = now + random.nextInt(50_000_000);
                    batcher.throttled(record.shardId, now);
                    batcher.retry(record);
                } else {
                    stored.add(numbers.get(record));
                    batcher.settled(record, now);
                }
            }
        }
    }

    static PutRecordsRequestEntry entry(String key, int size) {
        return PutRecordsRequestEntry.builder()
                .partitionKey(key)
                .data(SdkBytes.fromByteArrayUnsafe(size == 0 ? new byte[0] : Arrays.copyOf(DATA, size)))
                .build();
    }
}
