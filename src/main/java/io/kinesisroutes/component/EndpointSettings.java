// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.access.AssumedRole;
import io.kinesisroutes.access.Connection;
import io.kinesisroutes.config.Problems;
import io.kinesisroutes.stream.StreamRef;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.component.aws2.kinesis.Kinesis2Configuration;

/**
 * The options of an endpoint, read and checked as a whole.
 *
 * @param stream which stream
 * @param connection as whom and where it is called
 * @param consumer how it is read
 * @param producer how it is written
 */
record EndpointSettings(StreamRef stream, Connection connection, ConsumerSettings consumer, ProducerSettings producer) {

    /** Meaningful only if no problem was added. */
    static EndpointSettings of(KinesisEndpoint endpoint, Problems problems) {
        Kinesis2Configuration configuration = endpoint.getConfiguration();
        StreamRef stream =
                StreamRef.of(configuration.getStreamName(), problems).orElse(new StreamRef("unknown", null, null));
        checkFormat(endpoint.getFormat(), problems);
        Connection connection = new ConnectionOptions(endpoint, problems).read(stream);
        ConsumerSettings consumer = ConsumerSettings.of(endpoint, problems);
        if (connection.region() == null && consumer.lease() != null) {
            checkRegion(consumer.lease(), configuration, problems);
        }
        return new EndpointSettings(stream, connection, consumer, ProducerSettings.of(endpoint, problems));
    }

    /** Who calls Kinesis, for messages. */
    String identityName() {
        return role().map(role -> role.last().toString()).orElse("the deployment's own identity");
    }

    /**
     * The first part of a record's id.
     *
     * @param region in which the stream is; asked for only if nothing else says it
     * @return the stream's ARN, or its name where nothing in the configuration says which account it is in
     */
    String streamId(Supplier<String> region) {
        if (stream.arn() != null || role().isEmpty()) {
            return stream.toString();
        }
        return "arn:%s:kinesis:%s:%s:stream/%s"
                .formatted(
                        role().get().last().partition(),
                        region.get(),
                        role().get().last().account(),
                        stream.name());
    }

    private Optional<AssumedRole> role() {
        return connection.role();
    }

    private static void checkFormat(String format, Problems problems) {
        if (!"json".equals(format)) {
            problems.add("format", format, "is not carried: JSON is the only format", "Example: json");
        }
    }

    /** What the environment says may be another one than that of the client, and another one in each process. */
    private static void checkRegion(LeaseSettings lease, Kinesis2Configuration configuration, Problems problems) {
        if (configuration.getAmazonKinesisAsyncClient() != null && lease.needsOwnClients(configuration)) {
            problems.add(
                    "region",
                    null,
                    "is missing: the lease table is in the region of the stream, and only amazonKinesisAsyncClient knows"
                            + " which it is",
                    "Example: eu-west-1, or supply a dynamoDbAsyncClient too");
        }
    }
}
