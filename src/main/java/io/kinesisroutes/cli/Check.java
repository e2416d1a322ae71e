// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.component.KinesisEndpoint;
import io.kinesisroutes.config.ConfigurationException;
import io.kinesisroutes.config.Problem;
import io.kinesisroutes.stream.StreamRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proves the access of a connection, step by step. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Proves step by step that this deployment reaches its streams, and that nobody can borrow its roles.",
            "Each role is asked for a session with the right ExternalId, a wrong one and none; the two last must be"
                    + " refused. Then each right that the side needs is used once. Nothing is written unless asked for,"
                    + " no position is moved."
        },
        footer = {"", "Exit code: 0 all fine, 1 a step failed or a role is open, 2 bad usage or configuration."})
final class Check implements Callable<Integer> {

    private static final String WORKER_SETTING = "check.records-per-worker";

    @Parameters(arity = "0..1", paramLabel = "source|sink", description = "Which side; both if left out.")
    private Side side;

    @Option(
            names = "--write",
            description = "Also writes one record to the sink, with the partition key " + CheckRecord.PARTITION_KEY
                    + ", which its readers will see; and, where the source is shared, one item to its lease table, which"
                    + " is deleted again.")
    private boolean write;

    @Mixin
    private SettingsOptions settingsOptions;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        try (Settings settings = settingsOptions.open()) {
            Map<Side, KinesisEndpoint> endpoints = settings.callable(Side.orBoth(side));
            CheckReport report = new CheckReport(output, recordsPerWorker(settings));
            endpoints.forEach((which, endpoint) -> check(which, endpoint, settings, report));
            report.end();
            return report.isFine() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private void check(Side which, KinesisEndpoint endpoint, Settings settings, CheckReport report) {
        report.begin(which, title(endpoint));
        Optional<CheckRecord> record = write
                ? Optional.of(new CheckRecord(settings.accountName().orElse(null), Instant.now()))
                : Optional.empty();
        new SideCheck(which, endpoint, record, report).run();
    }

    private static String title(KinesisEndpoint endpoint) {
        StreamRef stream = endpoint.stream();
        List<String> parts = new ArrayList<>(List.of(stream.name()));
        if (endpoint.connection().region() != null) {
            parts.add("in " + endpoint.connection().region());
        }
        parts.add(endpoint.connection()
                .role()
                .map(role -> "through " + role.last())
                .orElse("as this deployment itself"));
        return String.join(" ", parts);
    }

    private static long recordsPerWorker(Settings settings) {
        String text = settings.setting(WORKER_SETTING).orElse(String.valueOf(Capacity.RECORDS_PER_WORKER));
        if (!text.matches("[1-9]\\d{0,8}")) {
            throw new ConfigurationException(
                    "the check",
                    List.of(new Problem(
                            WORKER_SETTING,
                            text,
                            "is not a number of records a second",
                            "Example: " + Capacity.RECORDS_PER_WORKER)));
        }
        return Long.parseLong(text);
    }
}
