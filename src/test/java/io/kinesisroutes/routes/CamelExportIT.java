// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.routes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.demo.DemoAccounts;
import io.kinesisroutes.demo.Published;
import io.kinesisroutes.local.LocalAws;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code camel export}: the routes as a Maven project of its own, built by Maven and started as its user would. */
class CamelExportIT {

    @TempDir
    private Path directory;

    @Test
    void export_projectAsItIs_buildsAndCarriesAllRecords() throws Exception {
        try (LocalAws aws = LocalAws.start()) {
            DemoAccounts accounts = new DemoAccounts(aws);
            Published published = Published.packed(accounts);
            CamelCommand camel = new CamelCommand(aws, accounts, CamelCommand.project(directory));

            end(camel.start("camel-export.log", export()));
            assertEquals(List.of(), aws.calls().list(), "it called AWS");
            end(camel.process("camel-export-build.log", build()));
            Process application = camel.process("camel-export-run.log", start(camel));
            try {
                await().atMost(Duration.ofMinutes(1)).until(() -> !application.isAlive() || published.arrived());
            } finally {
                CamelCommand.stop(application);
            }

            assertEquals(published.cleanLedger(), published.ledger(), "see target/camel-export-run.log");
        }
    }

    private static String[] export() throws IOException {
        List<String> command = new ArrayList<>(List.of("export"));
        try (Stream<Path> routes = Files.list(Path.of("routes"))) {
            routes.map(Path::toString).forEach(command::add);
        }
        command.addAll(List.of(
                "application.properties",
                "--runtime=main",
                "--java-version=17",
                // The newest with the catalog of Kamelets that an export looks into, wherever Maven gets it from.
                "--kamelets-version=4.15.0",
                "--gav=com.example:exported-routes:1.0",
                "--dir=exported",
                // In what is not said again each file: becomes classpath:.
                "--property=source.schema=file:schemas/earthquake.schema.json",
                "--property=dead-letter.uri=file:dead-letters"));
        return command.toArray(String[]::new);
    }

    private static void end(Process process) throws InterruptedException {
        assertTrue(process.waitFor(4, TimeUnit.MINUTES), "it did not end");
        assertEquals(0, process.exitValue(), "see target/camel-export*.log");
    }

    private static List<String> build() {
        return List.of(
                System.getProperty("maven.home") + "/bin/mvn" + (File.separatorChar == '\\' ? ".cmd" : ""),
                "-B",
                "-ntp",
                "-f",
                "exported/pom.xml",
                "-Dmaven.repo.local=" + BuiltJar.publish(),
                "-Dmaven.repo.local.tail=" + BuiltJar.mainRepository(),
                "package");
    }

    private static List<String> start(CamelCommand camel) {
        List<String> command = new ArrayList<>(camel.java());
        command.addAll(List.of(
                "-Ddead-letter.uri=aws2-kinesis:dead-letters?region=eu-west-1",
                "-jar",
                "exported/target/exported-routes-1.0.jar"));
        return command;
    }
}
