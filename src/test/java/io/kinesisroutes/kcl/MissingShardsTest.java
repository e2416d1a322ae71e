// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.stream.FakeKinesis;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEventStream;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponse;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

/** What the library is told of a shard when AWS says that something does not exist. */
class MissingShardsTest implements KinesisAsyncClient {

    private static final String SHARD = "shardId-000000000001";

    private final FakeKinesis stream = new FakeKinesis();
    private final List<String> consumers = new ArrayList<>();
    private final List<Throwable> told = new ArrayList<>();
    private final ResourceNotFoundException missing = ResourceNotFoundException.builder()
            .message("not found, says the test")
            .build();
    private final List<String> positions = new ArrayList<>();
    private Supplier<String> register = () -> "arn:new";
    private Runnable checkStream = () -> {};
    private CompletableFuture<GetRecordsResponse> records = CompletableFuture.failedFuture(missing);
    private CompletableFuture<GetShardIteratorResponse> iterator = CompletableFuture.failedFuture(missing);

    @Override
    public CompletableFuture<GetRecordsResponse> getRecords(GetRecordsRequest request) {
        return records;
    }

    @Override
    public CompletableFuture<GetShardIteratorResponse> getShardIterator(GetShardIteratorRequest request) {
        positions.add(request.shardIteratorTypeAsString() + " " + request.startingSequenceNumber());
        return iterator;
    }

    @Override
    public CompletableFuture<Void> subscribeToShard(
            SubscribeToShardRequest request, SubscribeToShardResponseHandler handler) {
        consumers.add(request.consumerARN());
        positions.add(request.startingPosition().typeAsString() + " "
                + request.startingPosition().sequenceNumber());
        handler.exceptionOccurred(new CompletionException(missing));
        return CompletableFuture.failedFuture(missing);
    }

    @Override
    public String serviceName() {
        throw new IllegalStateException("thrown by the test");
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    private KinesisAsyncClient guarded(Supplier<String> registered) {
        MissingShards.Sources sources = new MissingShards.Sources(stream, () -> checkStream.run(), registered);
        return new MissingShards(sources, Runnable::run, Runnable::run).guarded(this);
    }

    private void listed(String... shardIds) {
        stream.shards(Stream.of(shardIds)
                .map(id -> Shard.builder().shardId(id).build())
                .toList());
    }

    private Throwable askForAnIterator() {
        CompletableFuture<?> answer = guarded(null)
                .getShardIterator(
                        GetShardIteratorRequest.builder().shardId(SHARD).build());
        return assertThrows(ExecutionException.class, answer::get).getCause();
    }

    private void subscribe(KinesisAsyncClient client) {
        subscribe(client, ShardIteratorType.TRIM_HORIZON, null);
    }

    private void subscribe(KinesisAsyncClient client, ShardIteratorType type, String sequenceNumber) {
        CompletableFuture<Void> unused = client.subscribeToShard(
                SubscribeToShardRequest.builder()
                        .shardId(SHARD)
                        .consumerARN("arn:old")
                        .startingPosition(position -> position.type(type).sequenceNumber(sequenceNumber))
                        .build(),
                new Library());
    }

    private final class Library implements SubscribeToShardResponseHandler {
        @Override
        public void responseReceived(SubscribeToShardResponse response) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void onEventStream(SdkPublisher<SubscribeToShardEventStream> publisher) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void exceptionOccurred(Throwable e) {
            told.add(e.getCause());
        }

        @Override
        public void complete() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void iterator_ofAShardThatIsListed_isTriedAgain() {
        listed("shardId-000000000000", SHARD);

        Throwable e = askForAnIterator();

        assertInstanceOf(SdkClientException.class, e);
        assertTrue(e.getMessage().contains(SHARD), e.getMessage());
        assertTrue(e.getMessage().contains("not found, says the test"), e.getMessage());
    }

    @Test
    void iterator_ofAShardThatIsNoLongerListed_doesNotExist() {
        listed("shardId-000000000000");

        assertSame(missing, askForAnIterator());
    }

    /** As after the stream was deleted, and another one of its name was made. */
    @Test
    void iterator_ofAShardOfAnotherStream_isTriedAgain() {
        listed("shardId-000000000000");
        checkStream = () -> {
            throw FakeKinesis.refused();
        };

        assertInstanceOf(SdkClientException.class, askForAnIterator());
    }

    /** Else what is not done of an aggregate would never come. */
    @Test
    void iterator_askedForAgainBeforeAnythingWasRead_beginsWithTheSameRecord() {
        iterator = CompletableFuture.completedFuture(
                GetShardIteratorResponse.builder().shardIterator("one").build());
        KinesisAsyncClient client = guarded(null);

        ask(client, ShardIteratorType.AT_SEQUENCE_NUMBER, "7");
        ask(client, ShardIteratorType.AFTER_SEQUENCE_NUMBER, "7");
        ask(client, ShardIteratorType.AFTER_SEQUENCE_NUMBER, "8");

        assertEquals(List.of("AT_SEQUENCE_NUMBER 7", "AT_SEQUENCE_NUMBER 7", "AFTER_SEQUENCE_NUMBER 8"), positions);
    }

    private static void ask(KinesisAsyncClient client, ShardIteratorType type, String sequenceNumber) {
        CompletableFuture<?> unused = client.getShardIterator(GetShardIteratorRequest.builder()
                .shardId(SHARD)
                .shardIteratorType(type)
                .startingSequenceNumber(sequenceNumber)
                .build());
    }

    @Test
    void subscription_askedForAgainBeforeAnythingCame_beginsWithTheSameRecord() {
        listed(SHARD);
        KinesisAsyncClient client = guarded(() -> register.get());

        subscribe(client, ShardIteratorType.AT_SEQUENCE_NUMBER, "7");
        subscribe(client, ShardIteratorType.AFTER_SEQUENCE_NUMBER, "7");
        subscribe(client, ShardIteratorType.AFTER_SEQUENCE_NUMBER, "8");

        assertEquals(List.of("AT_SEQUENCE_NUMBER 7", "AT_SEQUENCE_NUMBER 7", "AFTER_SEQUENCE_NUMBER 8"), positions);
    }

    /** As after the stream was deleted. */
    @Test
    void iterator_shardsCannotBeListed_isTriedAgain() {
        stream.shardsFrom(() -> {
            throw FakeKinesis.refused();
        });

        assertInstanceOf(SdkClientException.class, askForAnIterator());
    }

    @Test
    void iterator_otherFailuresAndAnswers_areAsTheyAre() throws Exception {
        SdkClientException other = SdkClientException.create("no connection");
        iterator = CompletableFuture.failedFuture(other);
        assertSame(other, askForAnIterator());

        iterator = CompletableFuture.completedFuture(
                GetShardIteratorResponse.builder().shardIterator("one").build());
        assertEquals(
                "one",
                guarded(null)
                        .getShardIterator(GetShardIteratorRequest.builder().build())
                        .get()
                        .shardIterator());
    }

    /** Then the library asks for a new iterator, and the request for that says which shard it is for. */
    @Test
    void records_ofWhatDoesNotExist_haveAnExpiredIterator() {
        CompletableFuture<?> answer =
                guarded(null).getRecords(GetRecordsRequest.builder().build());

        ExecutionException e = assertThrows(ExecutionException.class, answer::get);

        assertInstanceOf(ExpiredIteratorException.class, e.getCause());
    }

    @Test
    void records_givenUpByTheLibrary_areGivenUp() {
        records = new CompletableFuture<>();

        guarded(null).getRecords(GetRecordsRequest.builder().build()).cancel(true);

        assertThrows(CancellationException.class, () -> records.getNow(null));
    }

    @Test
    void subscription_ofAConsumerThatIsGone_isTriedAgainWithANewOne() {
        listed(SHARD);
        KinesisAsyncClient client = guarded(() -> register.get());

        subscribe(client);
        register = () -> {
            throw FakeKinesis.refused();
        };
        subscribe(client);

        assertEquals(List.of("arn:old", "arn:new"), consumers);
        told.forEach(e -> assertInstanceOf(SdkClientException.class, e));
        assertEquals(2, told.size());
    }

    @Test
    void subscription_ofAShardThatIsNoLongerListed_doesNotExist() {
        listed("shardId-000000000000");
        register = () -> {
            throw new AssertionError("the consumer is there");
        };

        subscribe(guarded(() -> register.get()));

        assertEquals(List.of(missing), told);
    }

    @Test
    void whatItThrowsItself_isThrown() {
        assertThrows(IllegalStateException.class, guarded(null)::serviceName);
    }
}
