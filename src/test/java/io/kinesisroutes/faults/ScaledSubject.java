// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Whose scaled-out source is put to the test.
 *
 * <p>The others take the library's own time: minutes from an empty lease table to the first record, and to take over from
 * a leader that died.
 */
enum ScaledSubject {
    OURS_KCL(Duration.ofSeconds(60), Duration.ofSeconds(40)),
    /** The stock component, in a JVM with the KCL that it is built for. */
    STOCK_KCL(Duration.ofSeconds(180), Duration.ofSeconds(60)),
    /** The KCL that ours uses, by itself, with a processor as its documentation shows one. */
    RAW_KCL(Duration.ofSeconds(240), Duration.ofSeconds(60));

    /** Written by the build. */
    private static final Path STOCK_CLASSPATH = Path.of("target", "stock-kcl.classpath");

    private final Duration toServe;
    private final Duration patience;

    ScaledSubject(Duration toServe, Duration patience) {
        this.toServe = toServe;
        this.patience = patience;
    }

    /** The longest that may go by until a worker that starts or takes over delivers, and all have their share. */
    Duration toServe() {
        return toServe;
    }

    /** How long nothing new may arrive before the missing records are given up. */
    Duration patience() {
        return patience;
    }

    /** The source of the route. */
    String uri(Setup setup, String application) {
        String common =
                "aws2-kinesis:" + WorkerOptions.STREAM + "?useKclConsumers=true&iteratorType=" + setup.position();
        return switch (this) {
            case OURS_KCL ->
                common + "&consumerName=" + application + "&checkpointIntervalMillis="
                        + setup.checkpointInterval().toMillis();
            case STOCK_KCL -> common + "&applicationName=" + application + "&kclDisableCloudwatchMetricsExport=true";
            case RAW_KCL -> "";
        };
    }

    SubjectProcess.Program program(Path options) throws IOException {
        SubjectProcess.Program program = SubjectProcess.Program.of(WorkerMain.class, options);
        if (this != STOCK_KCL) {
            return program;
        }
        String classpath = Files.readString(STOCK_CLASSPATH).strip() + File.pathSeparator + testClasses();
        return new SubjectProcess.Program(classpath, program.main(), options);
    }

    private static Path testClasses() {
        try {
            return Path.of(WorkerMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The place of the test classes is no path", e);
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
