// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import io.kinesisroutes.local.LocalCredentials;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What the process under test is told, in a file.
 *
 * @param uri of the route's source
 * @param endpoint of Kinesis and STS
 * @param sessionToken empty for a user's credentials
 * @param deliveries the file that takes a line for each delivery
 * @param route the name of a {@link RouteKind}
 * @param trouble what goes wrong in the route, see {@link Trouble}
 */
record SubjectOptions(
        Subject subject,
        String uri,
        String endpoint,
        String accessKey,
        String secretKey,
        String sessionToken,
        String externalId,
        String deliveries,
        RouteKind route,
        String trouble) {

    SubjectOptions withCredentials(LocalCredentials value) {
        return new SubjectOptions(
                subject,
                uri,
                endpoint,
                value.accessKeyId(),
                value.secretAccessKey(),
                value.sessionToken() == null ? "" : value.sessionToken(),
                externalId,
                deliveries,
                route,
                trouble);
    }

    void write(Path file) throws IOException {
        Properties values = new Properties();
        values.setProperty("subject", subject.name());
        values.setProperty("uri", uri);
        values.setProperty("endpoint", endpoint);
        values.setProperty("accessKey", accessKey);
        values.setProperty("secretKey", secretKey);
        values.setProperty("sessionToken", sessionToken);
        values.setProperty("externalId", externalId);
        values.setProperty("deliveries", deliveries);
        values.setProperty("route", route.name());
        values.setProperty("trouble", trouble);
        try (Writer writer = Files.newBufferedWriter(file)) {
            values.store(writer, null);
        }
    }

    static SubjectOptions read(Path file) throws IOException {
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            values.load(reader);
        }
        return new SubjectOptions(
                Subject.valueOf(values.getProperty("subject")),
                values.getProperty("uri"),
                values.getProperty("endpoint"),
                values.getProperty("accessKey"),
                values.getProperty("secretKey"),
                values.getProperty("sessionToken"),
                values.getProperty("externalId"),
                values.getProperty("deliveries"),
                RouteKind.valueOf(values.getProperty("route")),
                values.getProperty("trouble"));
    }
}
