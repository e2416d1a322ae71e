// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/** What the SDK does when nothing stands around it: full requests, several in flight; what is refused is not stored. */
final class RawWriter implements Subject {
    static final int REQUESTS_IN_FLIGHT = 8;
    static final int RECORDS = 500;

    @Override
    public void read(RoundSpec spec, Meter meter) throws Exception {
        try (KinesisAsyncClient client = KinesisAccess.asyncClient(spec.access(), REQUESTS_IN_FLIGHT)) {
            Semaphore inFlight = new Semaphore(REQUESTS_IN_FLIGHT);
            Keys keys = new Keys(spec.shards());
            meter.start();
            Thread feeder = new Thread(() -> write(client, keys, inFlight, spec, meter), "feeder");
            feeder.start();
            meter.awaitEnd();
            feeder.join();
            inFlight.acquire(REQUESTS_IN_FLIGHT);
        }
    }

    private static void write(KinesisAsyncClient client, Keys keys, Semaphore inFlight, RoundSpec spec, Meter meter) {
        for (long i = 0; i < spec.records() && !meter.ended(); i += RECORDS) {
            List<PutRecordsRequestEntry> entries = new ArrayList<>(RECORDS);
            for (long n = i; n < Math.min(i + RECORDS, spec.records()); n++) {
                entries.add(PutRecordsRequestEntry.builder()
                        .partitionKey(keys.of(n))
                        .data(SdkBytes.fromByteArrayUnsafe(Workload.data(n)))
                        .build());
            }
            put(client, entries, inFlight, meter);
        }
    }

    /** Returns when there is room for the request. */
    static void put(KinesisAsyncClient client, List<PutRecordsRequestEntry> entries, Semaphore inFlight, Meter meter) {
        inFlight.acquireUninterruptibly();
        // The completion below is all there is to wait for.
        var unused = client.putRecords(
                        request -> request.streamName(BenchCase.TARGET).records(entries))
                .whenComplete((answer, failure) -> {
                    inFlight.release();
                    if (failure == null) {
                        meter.record(null, entries.size() - answer.failedRecordCount());
                    }
                });
    }
}
