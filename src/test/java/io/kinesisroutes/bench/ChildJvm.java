// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own on our class path that answers each line with one line. It ends when its standard input does, so it
 * does not outlive the harness. Not thread-safe.
 */
final class ChildJvm implements AutoCloseable {
    private static final long SECONDS_TO_END = 10;

    private final String name;
    private final Process process;
    private final Thread endWithUs;
    private final BufferedReader out;
    private final PrintStream in;

    private ChildJvm(String name, Process process) {
        this.name = name;
        this.process = process;
        this.endWithUs = new Thread(process::destroyForcibly);
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        Runtime.getRuntime().addShutdownHook(endWithUs);
    }

    static ChildJvm start(String name, List<String> jvmOptions, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        jvmOptions.forEach(option -> command.add(option.replace("{name}", name)));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        try {
            return new ChildJvm(
                    name,
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start());
        } catch (IOException e) {
            throw new IllegalStateException("Cannot start the JVM of " + name, e);
        }
    }

    /** Waits for the answer, however long that takes. */
    Line ask(Line question) {
        in.println(question.encoded());
        return next();
    }

    /** The next line that is for us; everything else goes to standard error. */
    Line next() {
        try {
            for (String text = out.readLine(); text != null; text = out.readLine()) {
                Optional<Line> line = Line.parse(text);
                if (line.isPresent()) {
                    return line.get();
                }
                System.err.println(name + ": " + text);
            }
        } catch (IOException e) {
            throw new IllegalStateException("Cannot hear " + name, e);
        }
        throw new IllegalStateException(name + " ended before it answered; see target/tests.log");
    }

    /** As kill -9. */
    void kill() {
        process.destroyForcibly();
        Runtime.getRuntime().removeShutdownHook(endWithUs);
    }

    @Override
    public void close() {
        in.close();
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                System.err.println(name + " did not end by itself");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(endWithUs);
        }
    }
}
