// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import io.kinesisroutes.stream.KinesisApi;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEventStream;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponse;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;
import software.amazon.awssdk.utils.CompletableFutureUtils;

/**
 * Keeps the library from ending a shard that is there. Whatever AWS says does not exist, the stream, the shard or the
 * consumer that it pushes records to, the library takes for the end of the shard, notes that in the lease table, and nobody
 * ever reads the shard again. Here only a shard that the stream no longer lists has ended. Thread-safe.
 */
final class MissingShards {

    /** Before the library is told, and asks again. */
    private static final Duration WAIT = Duration.ofSeconds(2);

    private final Beginnings beginnings = new Beginnings();
    private final KinesisApi api;
    private final Runnable checkStream;
    private final Supplier<String> register;
    private final Executor io;
    private final Executor later;
    private final AtomicBoolean registering = new AtomicBoolean();

    /** Another one than the library knows; {@code null} while there is none. */
    private volatile String consumerArn;

    /**
     * What is asked while something does not exist. Each may block, and throw a {@link RuntimeException}.
     *
     * @param api lists the stream's shards
     * @param checkStream throws if this is not the stream that was read before, but one of the same name
     * @param register makes sure that the stream has a consumer to push records to, and returns its ARN; {@code null} if the
     *     stream pushes to nobody
     */
    record Sources(KinesisApi api, Runnable checkStream, Supplier<String> register) {}

    /** @param io where AWS is asked */
    MissingShards(Sources sources, Executor io) {
        this(sources, io, CompletableFuture.delayedExecutor(WAIT.toMillis(), TimeUnit.MILLISECONDS, io));
    }

    /** @param later where the library is told that it should ask again */
    MissingShards(Sources sources, Executor io, Executor later) {
        this.api = sources.api();
        this.checkStream = sources.checkStream();
        this.register = sources.register();
        this.io = io;
        this.later = later;
    }

    /** The same client, which says that something does not exist only of a shard that has ended. */
    KinesisAsyncClient guarded(KinesisAsyncClient client) {
        return (KinesisAsyncClient) Proxy.newProxyInstance(
                KinesisAsyncClient.class.getClassLoader(),
                new Class<?>[] {KinesisAsyncClient.class},
                (self, method, arguments) -> call(client, method, arguments));
    }

    // What is returned goes to who called the method that returns it.
    @SuppressWarnings("FutureReturnValueIgnored")
    private Object call(KinesisAsyncClient client, Method method, Object[] arguments) throws Throwable {
        Object request = arguments == null || arguments.length == 0 ? null : arguments[0];
        if (request instanceof GetRecordsRequest get) {
            return records(client, get);
        }
        if (request instanceof GetShardIteratorRequest get) {
            return iterator(client, get);
        }
        if (request instanceof SubscribeToShardRequest subscribe
                && arguments[1] instanceof SubscribeToShardResponseHandler handler) {
            return subscribe(client, subscribe, handler);
        }
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** The request does not say which shard it is. The library asks for a new iterator then, and that one does. */
    private CompletableFuture<GetRecordsResponse> records(KinesisAsyncClient client, GetRecordsRequest request) {
        return orIfMissing(
                client.getRecords(request),
                e -> CompletableFuture.failedFuture(ExpiredIteratorException.builder()
                        .message("The iterator leads nowhere: " + e.getMessage())
                        .cause(e)
                        .build()));
    }

    private CompletableFuture<GetShardIteratorResponse> iterator(
            KinesisAsyncClient client, GetShardIteratorRequest request) {
        return orIfMissing(client.getShardIterator(beginnings.of(request)), e -> verdict(request.shardId(), e)
                .thenCompose(CompletableFuture::failedFuture));
    }

    private static <T> CompletableFuture<T> orIfMissing(
            CompletableFuture<T> answer, Function<ResourceNotFoundException, CompletableFuture<T>> other) {
        CompletableFuture<T> guarded = answer.exceptionallyCompose(
                e -> missing(e).map(other).orElseGet(() -> CompletableFuture.failedFuture(e)));
        // The library gives up what takes too long.
        return CompletableFutureUtils.forwardExceptionTo(guarded, answer);
    }

    private CompletableFuture<Void> subscribe(
            KinesisAsyncClient client, SubscribeToShardRequest request, SubscribeToShardResponseHandler handler) {
        String other = consumerArn;
        SubscribeToShardRequest known =
                other == null ? request : request.toBuilder().consumerARN(other).build();
        return client.subscribeToShard(beginnings.of(known), new Subscriber(request.shardId(), handler));
    }

    private static Optional<ResourceNotFoundException> missing(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ResourceNotFoundException missing) {
                return Optional.of(missing);
            }
        }
        return Optional.empty();
    }

    /** What the library is to believe of a shard that does not exist, as AWS says. */
    private CompletableFuture<RuntimeException> verdict(String shardId, ResourceNotFoundException missing) {
        return CompletableFuture.supplyAsync(() -> look(shardId, missing), io)
                .thenCompose(verdict -> verdict == missing
                        ? CompletableFuture.completedFuture(verdict)
                        : CompletableFuture.supplyAsync(() -> verdict, later));
    }

    private RuntimeException look(String shardId, ResourceNotFoundException missing) {
        String why = "the stream lists it";
        try {
            if (api.listShards().stream().noneMatch(shard -> shard.shardId().equals(shardId))) {
                checkStream.run();
                return missing;
            }
            registerAgain();
        } catch (RuntimeException e) {
            why = e.getMessage();
        }
        return SdkClientException.create("The shard " + shardId + " is tried again, although AWS says: "
                + missing.getMessage() + " The reason: " + why);
    }

    /** One at a time: all shards miss the consumer at once, and it takes a while to come. */
    private void registerAgain() {
        if (register != null && registering.compareAndSet(false, true)) {
            try {
                consumerArn = register.get();
            } finally {
                registering.set(false);
            }
        }
    }

    /** Tells the library how a subscription goes. */
    private final class Subscriber implements SubscribeToShardResponseHandler {

        private final String shardId;
        private final SubscribeToShardResponseHandler library;

        Subscriber(String shardId, SubscribeToShardResponseHandler library) {
            this.shardId = shardId;
            this.library = library;
        }

        @Override
        public void responseReceived(SubscribeToShardResponse response) {
            library.responseReceived(response);
        }

        @Override
        public void onEventStream(SdkPublisher<SubscribeToShardEventStream> records) {
            library.onEventStream(records);
        }

        @Override
        public void exceptionOccurred(Throwable e) {
            missing(e).ifPresentOrElse(this::endOrTryAgain, () -> library.exceptionOccurred(e));
        }

        private void endOrTryAgain(ResourceNotFoundException missing) {
            // The library looks for what is missing in the cause of what it is told.
            var unused = verdict(shardId, missing)
                    .whenComplete((verdict, e) ->
                            library.exceptionOccurred(new CompletionException(e == null ? verdict : e)));
        }

        @Override
        public void complete() {
            library.complete();
        }
    }
}
