// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.time.ManualTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;

/** When it is told that nothing is read, as AWS answers. */
class ReadWatchTest implements KinesisAsyncClient {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final ManualTime time = new ManualTime();
    private final ReadWatch reads = new ReadWatch("orders", time::nanos);
    private final KinesisAsyncClient watched = reads.watched(this);
    private Throwable failure = SdkClientException.create("no connection");

    @Override
    public CompletableFuture<GetRecordsResponse> getRecords(GetRecordsRequest request) {
        return answer(GetRecordsResponse.builder().build());
    }

    @Override
    public CompletableFuture<ListShardsResponse> listShards(ListShardsRequest request) {
        return answer(ListShardsResponse.builder().build());
    }

    private <T> CompletableFuture<T> answer(T answer) {
        return failure == null ? CompletableFuture.completedFuture(answer) : CompletableFuture.failedFuture(failure);
    }

    @Override
    public String serviceName() {
        throw new IllegalStateException("thrown by the test");
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    private void read() {
        CompletableFuture<GetRecordsResponse> unused =
                watched.getRecords(GetRecordsRequest.builder().build());
    }

    private void readFor(Duration duration) {
        for (Duration passed = Duration.ZERO; passed.compareTo(duration) <= 0; passed = passed.plusSeconds(1)) {
            read();
            time.pass(Duration.ofSeconds(1));
        }
    }

    @Test
    void failures_forLong_areTold() {
        readFor(LONG.minusSeconds(2));
        assertEquals(Optional.empty(), reads.trouble());

        readFor(LONG);

        assertTrue(reads.trouble().orElseThrow().contains("kinesis:GetRecords on stream orders got no answer"));
        assertTrue(reads.trouble().orElseThrow().contains("no connection"));
    }

    @Test
    void success_endsIt() {
        readFor(LONG);
        assertTrue(reads.trouble().isPresent());

        failure = null;
        read();
        assertEquals(Optional.empty(), reads.trouble());
        failure = SdkClientException.create("again");
        read();

        assertEquals(Optional.empty(), reads.trouble(), "counted anew");
    }

    @Test
    void failures_noMore_areOver() {
        readFor(LONG);
        assertTrue(reads.trouble().isPresent());

        time.pass(Duration.ofMinutes(1));

        assertEquals(Optional.empty(), reads.trouble());
    }

    @Test
    void cancelled_isNoFailure() {
        failure = new CancellationException();

        readFor(LONG);

        assertEquals(Optional.empty(), reads.trouble());
    }

    @Test
    void otherCalls_passUnseen() {
        for (int i = 0; i < 20; i++) {
            assertTrue(watched.listShards(ListShardsRequest.builder().build()).isCompletedExceptionally());
            time.pass(Duration.ofSeconds(1));
        }

        assertEquals(Optional.empty(), reads.trouble());
        IllegalStateException e = assertThrows(IllegalStateException.class, watched::serviceName);
        assertEquals("thrown by the test", e.getMessage());
    }
}
