// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A JVM with the subject in it. None outlives this JVM. */
final class SubjectProcess {

    private static final long STOP_SECONDS = 40;
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    private static final String LOGBACK = """
            <configuration>
              <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d{HH:mm:ss.SSS} %-5level [%thread] %logger{20} - %msg%n%ex{8}</pattern></encoder>
              </appender>
              <root level="INFO"><appender-ref ref="OUT"/></root>
            </configuration>
            """;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
    }

    private final Process process;
    private final Path output;

    private SubjectProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** @param directory takes its options and its output */
    static SubjectProcess launch(SubjectOptions options, Path directory, String name) throws IOException {
        Path settings = directory.resolve(name + ".properties");
        Path output = directory.resolve(name + ".log");
        Path logback = directory.resolve("logback.xml");
        options.write(settings);
        Files.writeString(logback, LOGBACK);
        Process process = new ProcessBuilder(command(logback, settings))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        RUNNING.add(process);
        return new SubjectProcess(process, output);
    }

    private static List<String> command(Path logback, Path settings) {
        return new ArrayList<>(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=" + logback.toAbsolutePath(),
                "-cp",
                System.getProperty("java.class.path"),
                SubjectMain.class.getName(),
                settings.toAbsolutePath().toString()));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        RUNNING.remove(process);
    }

    /** Lets it stop in an orderly way; false if it did not and was killed. */
    boolean stop() throws IOException, InterruptedException {
        process.getOutputStream().close();
        boolean stopped = process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        kill();
        return stopped;
    }

    /** Waits for it to end by itself; false if it does not. */
    boolean awaitExit(long seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    /** Meaningful only once it has ended. */
    int exitCode() {
        return process.exitValue();
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What its output says last of why it ended: an exception's message, which may go over several lines. */
    String reason() {
        List<String> lines = output().lines().filter(line -> !line.isBlank()).toList();
        int last = lines.size() - 1;
        for (int i = 0; i < lines.size(); i++) {
            last = lines.get(i).startsWith("Caused by: ") || lines.get(i).contains("Exception: ") ? i : last;
        }
        return last < 0
                ? "no output"
                : lines.stream()
                        .skip(last)
                        .takeWhile(line -> !line.startsWith("\tat ") && !line.startsWith("\t..."))
                        .map(String::strip)
                        .collect(Collectors.joining(" "));
    }
}
