// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import io.kinesisroutes.faults.Setup.Position;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What one of the processes that share a stream is told, in a file.
 *
 * @param uri of the route's source; the KCL by itself has no use for it
 * @param kinesis the endpoint of Kinesis and STS
 * @param dynamoDb the endpoint of DynamoDB
 * @param application the lease table
 * @param deliveries the file that takes a line for each delivery
 * @param trouble what goes wrong in the route, see {@link Trouble}
 */
record WorkerOptions(
        ScaledSubject subject,
        String uri,
        String kinesis,
        String dynamoDb,
        String accessKey,
        String secretKey,
        String externalId,
        String application,
        Position position,
        String deliveries,
        String trouble) {

    static final String REGION = "eu-west-1";
    static final String STREAM = "orders";

    void write(Path file) throws IOException {
        Properties values = new Properties();
        values.setProperty("subject", subject.name());
        values.setProperty("uri", uri);
        values.setProperty("kinesis", kinesis);
        values.setProperty("dynamoDb", dynamoDb);
        values.setProperty("accessKey", accessKey);
        values.setProperty("secretKey", secretKey);
        values.setProperty("externalId", externalId);
        values.setProperty("application", application);
        values.setProperty("position", position.name());
        values.setProperty("deliveries", deliveries);
        values.setProperty("trouble", trouble);
        try (Writer writer = Files.newBufferedWriter(file)) {
            values.store(writer, null);
        }
    }

    static WorkerOptions read(Path file) throws IOException {
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            values.load(reader);
        }
        return new WorkerOptions(
                ScaledSubject.valueOf(values.getProperty("subject")),
                values.getProperty("uri"),
                values.getProperty("kinesis"),
                values.getProperty("dynamoDb"),
                values.getProperty("accessKey"),
                values.getProperty("secretKey"),
                values.getProperty("externalId"),
                values.getProperty("application"),
                Position.valueOf(values.getProperty("position")),
                values.getProperty("deliveries"),
                values.getProperty("trouble"));
    }
}
