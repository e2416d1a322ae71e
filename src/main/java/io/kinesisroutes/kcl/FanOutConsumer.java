// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import io.kinesisroutes.stream.FailureClassifier;
import io.kinesisroutes.stream.KinesisFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ConsumerDescription;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.utils.CompletableFutureUtils;

/**
 * The consumer that a stream pushes its records to, registered by the stream's ARN. The library would register it by the
 * stream's name, which without a role is a stream of the caller's own account, whoever owns the one that is meant.
 *
 * @param client as who may read the stream; is not closed
 * @param streamArn of the stream
 * @param name of the consumer
 */
record FanOutConsumer(KinesisAsyncClient client, String streamArn, String name) {

    private static final Logger LOG = LoggerFactory.getLogger(FanOutConsumer.class);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /**
     * Registers it if it is not there yet, and waits up to a minute until it can be subscribed to. Several workers may do so
     * at once.
     *
     * @return its ARN
     * @throws KinesisFailure if AWS refuses, or cannot be asked now
     * @throws LeaseTableException which may pass, if it is not ready in time
     */
    String arn() {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            Optional<ConsumerDescription> found = describe();
            if (found.isEmpty()) {
                register();
            } else if (found.get().consumerStatus() == ConsumerStatus.ACTIVE) {
                return found.get().consumerARN();
            }
            pause();
        }
        throw LeaseTableException.notYet(this + " is not ready after " + PATIENCE.toSeconds() + " seconds.");
    }

    private Optional<ConsumerDescription> describe() {
        try {
            return Optional.of(wait(client.describeStreamConsumer(
                            ask -> ask.streamARN(streamArn).consumerName(name)))
                    .consumerDescription());
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw FailureClassifier.classify("kinesis:DescribeStreamConsumer of " + this, e);
        }
    }

    private void register() {
        try {
            wait(client.registerStreamConsumer(
                    register -> register.streamARN(streamArn).consumerName(name)));
            LOG.info("{} is registered", this);
        } catch (ResourceInUseException e) {
            // Another worker was first, or it is being deleted: looked at again.
            LOG.debug("{} is there already", this, e);
        } catch (SdkException e) {
            throw FailureClassifier.classify("kinesis:RegisterStreamConsumer of " + this, e);
        }
    }

    private static <T> T wait(CompletableFuture<T> answer) {
        return CompletableFutureUtils.joinLikeSync(answer);
    }

    private void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LeaseTableException.notYet("Waiting for " + this + " was interrupted.");
        }
    }

    @Override
    public String toString() {
        return "the consumer " + name + " of " + streamArn;
    }
}
