// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What an application gets that depends on our jar: it does not inherit our dependency management. */
class OutsideProjectIT {

    private static final Pattern MODULE =
            Pattern.compile("software\\.amazon\\.awssdk:([a-z0-9-]+):jar:([0-9.]+):(compile|runtime)");

    @Test
    void dependencies_ofAProjectThatAsksForOurJarOnly_holdOneSdkVersion() throws Exception {
        Path list = Path.of("target/outside-project-dependencies.txt").toAbsolutePath();
        Files.deleteIfExists(list);

        run(list);

        Set<String> versions = new TreeSet<>();
        Set<String> modules = new TreeSet<>();
        Matcher matcher = MODULE.matcher(Files.readString(list));
        while (matcher.find()) {
            modules.add(matcher.group(1));
            versions.add(matcher.group(2));
        }
        assertTrue(modules.size() > 20, modules::toString);
        assertEquals(Set.of(System.getProperty("aws.sdk.version")), versions);
    }

    private static void run(Path list) throws IOException, InterruptedException {
        String maven = System.getProperty("maven.home") + "/bin/mvn" + (File.separatorChar == '\\' ? ".cmd" : "");
        Path log = Path.of("target/outside-project.log").toAbsolutePath();
        Process process = new ProcessBuilder(
                        maven,
                        "-B",
                        "-ntp",
                        "-f",
                        Path.of("src/test/outside-project/pom.xml")
                                .toAbsolutePath()
                                .toString(),
                        "-Dcamel-kinesis-routes.version=" + BuiltJar.version(),
                        "-DoutputFile=" + list,
                        "-Dmaven.repo.local=" + BuiltJar.publish(),
                        "-Dmaven.repo.local.tail=" + BuiltJar.mainRepository())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertTrue(process.waitFor(5, TimeUnit.MINUTES), "Maven did not end, see " + log);
        assertEquals(0, process.exitValue(), () -> "see " + log);
    }
}
