// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The launcher as a shell starts it, in a process of its own.
 *
 * @param file the script
 * @param scratch a directory for what it prints
 */
record Launcher(Path file, Path scratch) {

    static final Path PROJECT = Path.of("").toAbsolutePath();

    static Launcher ofProject(Path scratch) {
        return new Launcher(PROJECT.resolve("kinesis-routes"), scratch);
    }

    /** @param workingDirectory where the shell stands */
    CommandRun run(Path workingDirectory, List<String> arguments) throws Exception {
        Path out = Files.createTempFile(scratch, "out", ".txt");
        Path err = Files.createTempFile(scratch, "err", ".txt");
        List<String> command = new ArrayList<>(List.of(file.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(workingDirectory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // Should it have to compile, then with what is here already.
        builder.environment().put("MAVEN_ARGS", "-o -Dmaven.repo.local=" + System.getProperty("maven.repo.local"));
        // As wide as where no terminal says how wide it is.
        builder.environment().remove("COLUMNS");
        Process process = builder.start();
        assertTrue(process.waitFor(3, TimeUnit.MINUTES), "it did not end");
        return new CommandRun(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
