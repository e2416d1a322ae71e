// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

import io.kinesisroutes.sink.PutOutcome.Failed;
import io.kinesisroutes.sink.PutOutcome.Kind;
import io.kinesisroutes.sink.PutOutcome.Retry;
import io.kinesisroutes.stream.KinesisApi;
import io.kinesisroutes.stream.KinesisFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/** Sends one request and says what became of each of its records. Thread-safe; throws nothing. */
final class PutRecordsSender {

    private final KinesisApi api;

    PutRecordsSender(KinesisApi api) {
        this.api = api;
    }

    /**
     * @param request as AWS accepts it: see {@link KinesisApi#putRecords}
     * @param longest how long AWS may take
     * @return one outcome a record, in the order of the request
     */
    List<PutOutcome> send(List<PendingRecord> request, Duration longest) {
        try {
            return outcomes(
                    request.size(),
                    api.putRecords(request.stream().map(record -> record.entry).toList(), longest)
                            .records());
        } catch (Throwable e) {
            // Whatever it is: a record whose request is forgotten would never be told of.
            return Collections.nCopies(request.size(), outcome(e, request.size()));
        }
    }

    private static List<PutOutcome> outcomes(int records, List<PutRecordsResultEntry> results) {
        List<PutOutcome> outcomes = new ArrayList<>(records);
        for (int i = 0; i < records; i++) {
            outcomes.add(
                    i < results.size()
                            ? PutOutcome.of(results.get(i))
                            : new Retry("the answer has no result for it", Kind.RECORD, null));
        }
        return outcomes;
    }

    private static PutOutcome outcome(Throwable failure, int records) {
        String reason = failure instanceof KinesisFailure ? failure.getMessage() : failure.toString();
        if (failure instanceof KinesisFailure.NotFound) {
            return new Failed(reason, failure);
        }
        if (failure instanceof KinesisFailure.Rejected) {
            return records == 1 ? new Failed(reason, failure) : new Retry(reason, Kind.SUSPECT, failure);
        }
        // Also a refusal: a right that is taken away by mistake is given back.
        return new Retry(reason, Kind.REQUEST, failure);
    }
}
