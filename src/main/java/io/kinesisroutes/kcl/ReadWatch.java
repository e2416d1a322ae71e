// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import io.kinesisroutes.stream.FailureClassifier;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/**
 * Looks at what AWS answers when the library asks for records: while all it gets is failures it goes on asking, and tells
 * nobody but its log. Thread-safe.
 */
final class ReadWatch {

    /** Shorter failures pass, most of them. */
    private static final Duration LONG = Duration.ofSeconds(10);

    /** Who has not failed for so long reads: that a subscription has begun is not told before its end. */
    private static final Duration OVER = Duration.ofMinutes(1);

    /** The methods of the client that read, and what IAM calls them. */
    private static final Map<String, String> READS = Map.of(
            "getShardIterator", "kinesis:GetShardIterator",
            "getRecords", "kinesis:GetRecords",
            "subscribeToShard", "kinesis:SubscribeToShard");

    private final String stream;
    private final LongSupplier nanoTime;
    private String failure;
    private long firstFailed;
    private long lastFailed;

    /** @param stream its name, for messages */
    ReadWatch(String stream, LongSupplier nanoTime) {
        this.stream = stream;
        this.nanoTime = nanoTime;
    }

    /** The same client, looked at. */
    KinesisAsyncClient watched(KinesisAsyncClient client) {
        return (KinesisAsyncClient) Proxy.newProxyInstance(
                KinesisAsyncClient.class.getClassLoader(),
                new Class<?>[] {KinesisAsyncClient.class},
                (self, method, arguments) -> {
                    try {
                        Object answer = method.invoke(client, arguments);
                        if (READS.containsKey(method.getName()) && answer instanceof CompletableFuture<?> future) {
                            var unused = future.whenComplete((ok, e) -> note(READS.get(method.getName()), e));
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void note(String action, Throwable e) {
        Throwable why = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
        if (why == null) {
            succeeded();
        } else if (!(why instanceof CancellationException)) {
            failed(
                    why instanceof SdkException sdk
                            ? FailureClassifier.classify(action + " on stream " + stream, sdk)
                                    .getMessage()
                            : action + " on stream " + stream + " failed: " + why);
        }
    }

    private synchronized void succeeded() {
        failure = null;
    }

    private synchronized void failed(String what) {
        lastFailed = nanoTime.getAsLong();
        if (failure == null) {
            firstFailed = lastFailed;
        }
        failure = what;
    }

    /** Why no shard is read; empty if one is, or was a few seconds ago. */
    synchronized Optional<String> trouble() {
        long now = nanoTime.getAsLong();
        boolean isLong = now - firstFailed >= LONG.toNanos();
        boolean isOver = now - lastFailed >= OVER.toNanos();
        return isLong && !isOver ? Optional.ofNullable(failure) : Optional.empty();
    }
}
