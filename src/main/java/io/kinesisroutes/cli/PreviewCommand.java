// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.checkpoint.ConsumerId;
import io.kinesisroutes.component.KinesisEndpoint;
import io.kinesisroutes.component.StreamConnection;
import io.kinesisroutes.json.JsonGate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** Shows what is in a stream, how it passes the schema, and how busy its shards are. Changes nothing. */
@Command(
        name = "preview",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Shows the first records of each shard, what the JSON schema says of them, how busy the shards are"
                        + " and how far the route's consumer has come. It only reads: no checkpoint is touched.")
final class PreviewCommand implements Callable<Integer> {

    private static final int SHARDS_AT_A_TIME = 8;

    @Mixin
    private SettingsOptions options;

    @Mixin
    private Output output;

    @Parameters(
            arity = "0..1",
            paramLabel = "source|sink",
            defaultValue = "source",
            description = "Which stream. Default: ${DEFAULT-VALUE}")
    private Side side;

    @Option(
            names = "--shard",
            paramLabel = "ID",
            description = "Only this shard; the shares are then among those chosen. May be repeated.")
    private List<String> shards = new ArrayList<>();

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many records of each shard. Default: ${DEFAULT-VALUE}")
    private int count;

    @Option(
            names = "--position",
            paramLabel = "FROM",
            defaultValue = "TRIM_HORIZON",
            converter = PreviewStart.Converter.class,
            description = "From where on: TRIM_HORIZON (the oldest), LATEST (waits 5 s for new ones) or a time such as"
                    + " 2026-01-31T12:00:00Z. Default: ${DEFAULT-VALUE}")
    private PreviewStart start;

    @Option(
            names = "--window",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Measures the traffic of the last so many seconds. Default: ${DEFAULT-VALUE}")
    private int window;

    @Option(
            names = "--consumer",
            paramLabel = "NAME",
            defaultValue = "kinesis-to-kinesis",
            description = "Whose checkpoints to look at. Default: ${DEFAULT-VALUE}, the id of the route")
    private String consumer;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        check("--count", count, 1, 10_000);
        check("--window", window, 5, 3_600);
        try (Settings settings = options.open()) {
            KinesisEndpoint endpoint = settings.callable(List.of(side)).get(side);
            JsonGate gate = settings.gate(side);
            ExecutorService threads =
                    settings.camel().getExecutorServiceManager().newFixedThreadPool(this, "preview", SHARDS_AT_A_TIME);
            try (StreamConnection connection = StreamConnection.open(endpoint)) {
                return show(endpoint, connection, gate, threads);
            } finally {
                settings.camel().getExecutorServiceManager().shutdownNow(threads);
            }
        }
    }

    private void check(String option, int value, int smallest, int largest) {
        if (value < smallest || value > largest) {
            throw new ParameterException(
                    spec.commandLine(), option + ": " + value + " is not from " + smallest + " to " + largest);
        }
    }

    private int show(KinesisEndpoint endpoint, StreamConnection connection, JsonGate gate, ExecutorService threads)
            throws InterruptedException, ExecutionException {
        Checkpoints checkpoints = checkpoints(endpoint, connection);
        ShardPreview.Plan plan = new ShardPreview.Plan(start, count, Duration.ofSeconds(window));
        Preview preview = new Preview(connection.api(), plan, checkpoints, threads);
        List<Shard> chosen = preview.choose(shards);
        if (!output.isJson()) {
            heading(connection.streamId(), checkpoints);
        }
        PreviewReport report = output.isJson()
                ? new PreviewJson(output, gate)
                : new PreviewTable(output, gate, TerminalWidth.of(spec.usageMessage()));
        return preview.show(chosen, report, SHARDS_AT_A_TIME) ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private Checkpoints checkpoints(KinesisEndpoint endpoint, StreamConnection connection) {
        if (side == Side.SINK) {
            return Checkpoints.none("");
        }
        return Checkpoints.read(endpoint, new ConsumerId(consumer, connection.streamId()));
    }

    private void heading(String streamId, Checkpoints checkpoints) {
        output.plain(side + "  " + streamId);
        output.plain("traffic of the last " + window + " s" + checkpoints.note());
        output.plain("");
    }
}
