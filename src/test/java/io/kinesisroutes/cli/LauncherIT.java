// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a shell starts it, in a process of its own. */
@DisabledOnOs(OS.WINDOWS)
class LauncherIT {

    private static final Path PROJECT = Launcher.PROJECT;

    @TempDir
    private Path directory;

    private CommandRun run(Path workingDirectory, Path launcher, String... arguments) throws Exception {
        return new Launcher(launcher, directory).run(workingDirectory, List.of(arguments));
    }

    private CommandRun here(String... arguments) throws Exception {
        return run(PROJECT, PROJECT.resolve("kinesis-routes"), arguments);
    }

    @Test
    void help_isThatOfTheCommandLineAndNothingElse() throws Exception {
        CommandRun run = here("--help");

        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().startsWith("Usage: kinesis-routes [-hV] [COMMAND]"), run.out());
        assertEquals("", run.err());
    }

    @Test
    void version_namesTheProject() throws Exception {
        CommandRun run = here("--version");

        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().matches("camel-kinesis-routes .*\\R"), run.out());
    }

    @Test
    void usage_isBad_exitsWithTwoAndSaysItOnStandardErrorOnly() throws Exception {
        CommandRun run = here("check", "drain");

        assertEquals(2, run.exitCode());
        assertEquals("", run.out());
        assertTrue(run.err().contains("drain"), run.err());
    }

    @Test
    void command_fromAnotherDirectory_readsTheNamedFile() throws Exception {
        Path settings = Files.createDirectory(directory.resolve("my settings")).resolve("application.properties");
        Files.copy(PROJECT.resolve("application.properties"), settings);

        CommandRun absolute = run(
                directory,
                PROJECT.resolve("kinesis-routes"),
                "policy",
                "trust",
                "source",
                "--principal=999988887777",
                "-f",
                settings.toString());
        CommandRun relative = run(
                directory,
                PROJECT.resolve("kinesis-routes"),
                "policy",
                "trust",
                "source",
                "--principal=999988887777",
                "-f",
                "my settings/application.properties");

        assertEquals(0, absolute.exitCode(), absolute.err());
        assertEquals(
                "acme",
                PrettyJson.parse(absolute.out()).findValue("sts:ExternalId").asText());
        assertEquals(absolute, relative);
    }

    @Test
    void launcher_calledThroughALink_findsItsProject() throws Exception {
        Path bin = Files.createDirectory(directory.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("first"), PROJECT.resolve("kinesis-routes"));
        Files.createSymbolicLink(bin.resolve("second"), Path.of("first"));

        CommandRun run = run(directory, bin.resolve("second"), "--version");

        assertEquals(0, run.exitCode(), run.err());
    }

    @Test
    void launcher_projectInADirectoryWithABlank_works() throws Exception {
        Path project = Files.createSymbolicLink(directory.resolve("a project"), PROJECT);

        CommandRun run = run(directory, project.resolve("kinesis-routes"), "--version");

        assertEquals(0, run.exitCode(), run.err());
        assertEquals("", run.err());
    }

    @Test
    void demo_check_worksOnTheLocalAws() throws Exception {
        CommandRun run = run(directory, PROJECT.resolve("kinesis-routes"), "--demo", "check", "source");

        assertEquals(0, run.exitCode(), run.screen());
        assertEquals(
                9, run.out().lines().filter(line -> line.matches(" *ok .*")).count(), run.out());
    }

    @Test
    void demo_behindTheCommand_saysWhereItStands() throws Exception {
        CommandRun run = here("check", "--demo");

        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("./kinesis-routes --demo check"), run.err());
    }

    @Test
    void demo_withoutARealCommand_saysWhatIsMissing() throws Exception {
        CommandRun alone = here("--demo");
        CommandRun policy = here("--demo", "policy");

        assertEquals(2, alone.exitCode());
        assertTrue(alone.err().startsWith("Which command?"), alone.err());
        assertEquals(2, policy.exitCode());
        assertTrue(policy.err().contains("Usage: kinesis-routes policy"), policy.err());
        assertEquals("", alone.out() + policy.out());
    }

    @Test
    void launcher_sourcesNewerThanTheClasses_compilesFirst() throws Exception {
        Path project = projectWithPretendedMaven();
        Path source = project.resolve("src/Some.java");

        CommandRun first = run(directory, project.resolve("kinesis-routes"), "--version");
        CommandRun second = run(directory, project.resolve("kinesis-routes"), "--version");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
        CommandRun third = run(directory, project.resolve("kinesis-routes"), "--version");

        assertEquals(0, first.exitCode(), first.screen());
        assertEquals("compiled in " + project + "\n", first.err());
        assertEquals("", second.err());
        assertEquals(first.err(), third.err());
        assertEquals(second.out(), first.out());
    }

    @Test
    void launcher_doesNotCompile_endsWithItsExitCode() throws Exception {
        Path project = projectWithPretendedMaven();
        executable(project.resolve("mvnw"), "#!/bin/sh\necho no luck\nexit 1\n");

        CommandRun run = run(directory, project.resolve("kinesis-routes"), "--version");

        assertEquals(new CommandRun(1, "", "no luck\n"), run);
    }

    /** Its Maven only says that it was called, and in place of a class path it writes that of this project. */
    private Path projectWithPretendedMaven() throws IOException {
        Path project = Files.createDirectory(directory.resolve("copy of it"));
        Files.copy(PROJECT.resolve("kinesis-routes"), project.resolve("kinesis-routes"));
        Files.createDirectories(project.resolve("target"));
        Files.writeString(Files.createDirectory(project.resolve("src")).resolve("Some.java"), "");
        Files.writeString(project.resolve("pom.xml"), "");
        executable(
                project.resolve("mvnw"),
                "#!/bin/sh\necho compiled in \"$PWD\"\n(printf %s: '" + PROJECT.resolve("target/classes") + "'; cat '"
                        + PROJECT.resolve("target/kinesis-routes-runtime.classpath")
                        + "') > target/kinesis-routes-runtime.classpath\n");
        return project;
    }

    private static void executable(Path file, String script) throws IOException {
        Files.write(file, script.getBytes(StandardCharsets.UTF_8));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
