// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kinesisroutes.demo.DemoAccounts;
import io.kinesisroutes.local.LocalAws;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code camel kinesis ...} for real: the Camel CLI in its own JVM, with a home of its own. */
class CamelPluginIT {

    private final LocalAws aws = LocalAws.start();
    private final DemoAccounts accounts = new DemoAccounts(aws);

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        aws.close();
    }

    private record Run(int exitCode, String out, String err) {}

    private Run camel(List<String> classPath, String... arguments) throws IOException, InterruptedException {
        Path home = Files.createDirectories(directory.resolve("home"));
        Path out = Files.createTempFile(directory, "out", ".txt");
        Path err = Files.createTempFile(directory, "err", ".txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + home,
                "-Dmaven.repo.local=" + directory.resolve("repository"),
                "-Dlocal-aws.endpoint=" + aws.endpoint(),
                "-Daws.accessKeyId=" + accounts.deployment().accessKeyId(),
                "-Daws.secretAccessKey=" + accounts.deployment().secretAccessKey(),
                "-cp",
                String.join(File.pathSeparator, classPath),
                Path.of("src/test/camel-cli/CamelCli.java").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertTrue(process.waitFor(3, TimeUnit.MINUTES), "it did not end");
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private static String camelClassPath() throws IOException {
        return Files.readString(Path.of("target/camel-cli.classpath"));
    }

    /** As JBang has it when it is told of our jar. */
    private Run camelWithOurJar(String... arguments) throws IOException, InterruptedException {
        return camel(
                List.of(
                        camelClassPath(),
                        BuiltJar.jar().toString(),
                        Files.readString(Path.of("target/kinesis-routes-runtime.classpath"))),
                arguments);
    }

    private static long okSteps(String out) {
        return out.lines().filter(line -> line.startsWith("  ok ")).count();
    }

    @Test
    void kinesis_check_isThatOfOurCommandLineAndNothingElse() throws Exception {
        Run run = camelWithOurJar("kinesis", "check", "source", "--profile=demo");

        assertEquals(0, run.exitCode(), run::toString);
        assertEquals("", run.err());
        assertEquals(9, okSteps(run.out()), run.out());
        assertTrue(run.out().startsWith("source"), run.out());
    }

    @Test
    void kinesis_somethingFails_exitCodePassesThrough() throws Exception {
        Run refused = camelWithOurJar("kinesis", "check", "source", "--profile=demo", "-pkinesis.account=nobody");
        Run wrong = camelWithOurJar("kinesis", "check", "-psource.format=avro");
        Run usage = camelWithOurJar("kinesis", "policy", "nonsense");

        assertEquals(1, refused.exitCode(), refused::toString);
        assertEquals(2, wrong.exitCode(), wrong::toString);
        assertEquals("", wrong.out());
        assertTrue(wrong.err().contains("source.format: 'avro' is not carried"), wrong.err());
        assertFalse(wrong.err().contains("\tat "), wrong.err());
        assertEquals(2, usage.exitCode(), usage::toString);
        assertTrue(usage.err().startsWith("Unmatched argument at index 1: 'nonsense'"), usage.err());
    }

    @Test
    void kinesis_pluginAddedByTheUser_isDownloaded() throws Exception {
        String repositories = "--repos=" + BuiltJar.publish().toUri() + ","
                + BuiltJar.mainRepository().toUri();

        Run added = camel(
                List.of(camelClassPath()),
                "plugin",
                "add",
                "kinesis",
                "--groupId=io.kinesisroutes",
                "--artifactId=camel-jbang-plugin-kinesis",
                "--version=" + BuiltJar.version());
        Run check = camel(
                List.of(camelClassPath()), "kinesis", "check", "source", "--profile=demo", "--json", repositories);

        assertEquals(0, added.exitCode(), added::toString);
        JsonNode plugin = new JsonMapper()
                .readTree(directory.resolve("home/.camel-jbang-plugins.json").toFile())
                .at("/plugins/kinesis");
        assertEquals("kinesis", plugin.path("command").textValue());
        assertEquals(
                "io.kinesisroutes:camel-jbang-plugin-kinesis:" + BuiltJar.version(),
                plugin.path("dependency").textValue());
        assertEquals(0, check.exitCode(), check::toString);
        // What it says of the download stands on standard output before it.
        String last = check.out().lines().reduce((before, line) -> line).orElse("");
        assertTrue(new JsonMapper().readTree(last).path("fine").booleanValue(), check::toString);
    }
}
