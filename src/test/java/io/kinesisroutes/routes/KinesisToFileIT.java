// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.routes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.demo.Earthquakes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The earthquakes in files. */
class KinesisToFileIT extends RouteFixture {

    private Path out() {
        return directory.resolve("out");
    }

    private Map<String, String> settings(String... more) {
        Map<String, String> settings = new HashMap<>(
                Map.of("kinesis-to-file.directory", out().toString(), "kinesis-to-file.max-age-millis", "200"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put("kinesis-to-file." + more[i], more[i + 1]);
        }
        return only("kinesis-to-file", settings);
    }

    @Test
    void route_earthquakesWithDamagedOnes_areInFilesAndInDeadLetters() throws Exception {
        List<byte[]> damaged = Earthquakes.damaged(GOOD);
        GOOD.forEach(record -> accounts.source().put("good", record));
        damaged.forEach(record -> accounts.source().put("damaged", record));

        try (RouteApplication application = application(settings("max-bytes", "100000"))) {
            application.start();
            await().atMost(PATIENCE).until(() -> lines(out()).size() >= GOOD.size());
            await().atMost(PATIENCE).until(() -> files(deadLetters()).size() >= damaged.size());
        }

        assertEquals(GOOD.stream().map(RouteFixture::text).toList(), lines(out()), "one key: in order");
        assertEquals(damaged.size(), files(deadLetters()).size());
        assertTrue(files(out()).size() > 5, "rolled by size");
        for (Path file : files(out())) {
            assertTrue(file.getFileName().toString().matches("records-\\d{8}T\\d{9}Z\\.ndjson"), file.toString());
            assertTrue(read(file).endsWith("\n"), file.toString());
        }
    }

    @Test
    void route_oneRecordOverSeveralLines_isOneLineOnceTheFileIsOldEnough() throws Exception {
        String pretty = text(GOOD.get(0)).replace(",\"properties\":", ",\r\n  \"properties\":\n");
        accounts.source().put("key", bytes("\uFEFF" + pretty));

        try (RouteApplication application = application(settings())) {
            application.start();
            await().atMost(PATIENCE).until(() -> !files(out()).isEmpty());
            assertEquals(List.of(pretty.replace("\r\n", "  ").replace('\n', ' ')), lines(out()));
        }
    }

    @Test
    void route_stopped_finishesItsFile() throws Exception {
        accounts.source().put("key", GOOD.get(0));

        try (RouteApplication application = application(settings("max-age-millis", "3600000"))) {
            application.start();
            await().atMost(PATIENCE).until(() -> hiddenBytes() > 0);
            assertEquals(List.of(), files(out()));
        }

        assertEquals(List.of(text(GOOD.get(0))), lines(out()));
        assertEquals(0, hiddenBytes());
    }

    private long hiddenBytes() throws IOException {
        try (var files = Files.list(out())) {
            return files.filter(file -> file.toString().endsWith(".part"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    @Test
    void route_killedAgainAndAgain_losesNothingAndShowsWholeLinesOnly() throws Exception {
        try (RouteProcess process = process(settings("max-bytes", "50000"))) {
            process.start();
            putMeanwhile(
                    accounts.source(),
                    GOOD,
                    () -> killAt(process, () -> lines(out()).size(), 200, 600, 900));
            await().atMost(PATIENCE).until(() -> lost(GOOD, lines(out())).isEmpty());
            process.stop();
        }

        assertEquals(Set.of(), lost(GOOD, lines(out())));
        assertTrue(Set.copyOf(texts(GOOD)).containsAll(lines(out())), "nothing is half a record");
    }

    @Test
    void route_directoryThatCannotBeWritten_saysWhichAndWhatToDo() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");

        String problem = problem(settings("directory", file.resolve("out").toString()));

        assertTrue(problem.contains("Records cannot be written into " + file.resolve("out")), problem);
        assertTrue(problem.contains("Let this user write there, or name another directory."), problem);
    }

    @Test
    void route_wrongSettings_areToldAtOnce() {
        String problem = problem(settings("max-bytes", "0", "max-age-millis", "-1", "name", "../x"));

        assertTrue(problem.contains("name: '../x' is not 1 to 100 letters"), problem);
        assertTrue(problem.contains("maxBytes: '0' is not 1 or more"), problem);
        assertTrue(problem.contains("maxAgeMillis: '-1' is not 1 or more"), problem);
    }

    @Test
    void route_secondOneOnTheSameFiles_isRefused() throws Exception {
        try (RouteApplication first = application(settings())) {
            first.start();
            Map<String, String> second = new HashMap<>(settings());
            second.put("camel.component.aws2-kinesis.checkpointStore", "file:" + directory.resolve("others"));

            String problem = problem(second);

            assertTrue(problem.contains(".records.lock is locked by another process or route."), problem);
        }
    }
}
