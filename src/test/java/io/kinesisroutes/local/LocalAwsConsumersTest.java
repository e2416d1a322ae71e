// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.AccessDeniedException;
import software.amazon.awssdk.services.kinesis.model.Consumer;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/** Consumers that are registered for enhanced fan-out. */
class LocalAwsConsumersTest {

    private static final String ACCOUNT = "111122223333";

    private static KinesisClient client(LocalAws aws, LocalCredentials who) {
        return KinesisClient.builder()
                .endpointOverride(aws.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(who.provider())
                .build();
    }

    @Test
    void consumer_registered_isDescribedByItsNameAndByItsArn() {
        try (LocalAws aws = LocalAws.start();
                KinesisClient kinesis = client(aws, aws.account(ACCOUNT).user("own"))) {
            String stream =
                    aws.account(ACCOUNT).createStream("eu-west-1", "orders", 1).arn();
            Consumer consumer = kinesis.registerStreamConsumer(
                            request -> request.streamARN(stream).consumerName("acme"))
                    .consumer();

            assertTrue(consumer.consumerARN().matches(stream + "/consumer/acme:\\d{10}"), consumer.consumerARN());
            assertEquals(
                    ConsumerStatus.ACTIVE,
                    kinesis.describeStreamConsumer(request -> request.consumerARN(consumer.consumerARN()))
                            .consumerDescription()
                            .consumerStatus());
            assertEquals(
                    consumer.consumerARN(),
                    kinesis.describeStreamConsumer(
                                    request -> request.streamARN(stream).consumerName("acme"))
                            .consumerDescription()
                            .consumerARN());
            assertThrows(
                    ResourceInUseException.class,
                    () -> kinesis.registerStreamConsumer(
                            request -> request.streamARN(stream).consumerName("acme")));
            assertThrows(
                    ResourceNotFoundException.class,
                    () -> kinesis.describeStreamConsumer(
                            request -> request.streamARN(stream).consumerName("other")));
        }
    }

    /** As AWS does: only who asks with the ARN is asked for the ARN with the time. */
    @Test
    void describe_byName_needsTheArnWithoutTheTime() {
        try (LocalAws aws = LocalAws.start()) {
            String stream =
                    aws.account(ACCOUNT).createStream("eu-west-1", "orders", 1).arn();
            LocalCredentials narrow = aws.account(ACCOUNT)
                    .user("narrow", PermissionPolicies.allow(stream + "/consumer/acme:*", "kinesis:*"));
            try (KinesisClient kinesis = client(aws, narrow)) {
                AccessDeniedException refused = assertThrows(
                        AccessDeniedException.class,
                        () -> kinesis.describeStreamConsumer(
                                request -> request.streamARN(stream).consumerName("acme")));

                assertTrue(refused.getMessage().contains(stream + "/consumer/acme because"), refused.getMessage());
            }
        }
    }
}
