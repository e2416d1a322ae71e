// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

import io.kinesisroutes.stream.KinesisLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/** Cuts records into requests that AWS accepts. Pure. */
final class RequestPlan {

    private RequestPlan() {}

    /**
     * The positions in {@code entries} that go together in a request, in order; each position once.
     *
     * @param positions of {@code entries}, in ascending order
     */
    static List<List<Integer>> cut(List<PutRecordsRequestEntry> entries, List<Integer> positions) {
        List<List<Integer>> requests = new ArrayList<>();
        List<Integer> request = new ArrayList<>();
        int bytes = 0;
        for (int position : positions) {
            int size = size(entries.get(position));
            boolean full =
                    request.size() == KinesisLimits.RECORDS_PER_WRITE || bytes + size > KinesisLimits.BYTES_PER_WRITE;
            if (full && !request.isEmpty()) {
                requests.add(request);
                request = new ArrayList<>();
                bytes = 0;
            }
            request.add(position);
            bytes += size;
        }
        if (!request.isEmpty()) {
            requests.add(request);
        }
        return requests;
    }

    /** What AWS counts of a record: its data and its partition key. */
    static int size(PutRecordsRequestEntry entry) {
        return entry.data().asByteArrayUnsafe().length + entry.partitionKey().getBytes(StandardCharsets.UTF_8).length;
    }
}
