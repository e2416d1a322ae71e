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

    /**
     * What runs in it.
     *
     * @param options a file that its main method is given
     */
    record Program(String classpath, Class<?> main, Path options) {

        /** On the class path of this JVM. */
        static Program of(Class<?> main, Path options) {
            return new Program(System.getProperty("java.class.path"), main, options);
        }
    }

    /** @param directory takes its output */
    static SubjectProcess launch(Program program, Path directory, String name) throws IOException {
        Path output = directory.resolve(name + ".log");
        Path logback = directory.resolve("logback.xml");
        // Another process may be reading it.
        if (!Files.exists(logback)) {
            Files.writeString(logback, LOGBACK);
        }
        Process process = new ProcessBuilder(command(logback, program))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        RUNNING.add(process);
        return new SubjectProcess(process, output);
    }

    private static List<String> command(Path logback, Program program) {
        return new ArrayList<>(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=" + logback.toAbsolutePath(),
                "-cp",
                program.classpath(),
                program.main().getName(),
                program.options().toAbsolutePath().toString()));
    }

    long pid() {
        return process.pid();
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

    /** As kill -15; false if it did not end and was killed. */
    boolean terminate() throws InterruptedException {
        process.destroy();
        boolean stopped = process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        kill();
        return stopped;
    }

    /** Stops it as it is, as a frozen machine would; {@link #wake()} lets it go on. */
    void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    void wake() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", name, String.valueOf(pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("kill " + name + " " + pid() + " ended with " + code);
        }
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
