// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.cli.ReplayLedger.Entry;
import io.kinesisroutes.component.KinesisEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends dead letters again, after the schema, the producer or the sink was repaired. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Sends dead letters again: through the route, where what is still bad becomes a dead letter once"
                + " more, or straight to the sink. A receipt says what is done, so that an interrupted replay goes on"
                + " where it stopped. The files of the dead letters are not changed.")
final class ReplayCommand implements Callable<Integer> {

    private static final int SECONDS_FOR_THE_RECEIPT = 30;

    @Mixin
    private SettingsOptions options;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "FILE|DIR", description = "A dead letter, a file with one in each line, or a directory.")
    private Path path;

    @Option(
            names = "--to",
            paramLabel = "route|sink",
            defaultValue = "route",
            description = "Through the route with its checks, or the bytes as they are into the sink's stream. Default:"
                    + " ${DEFAULT-VALUE}")
    private To to;

    @Option(
            names = "--route",
            paramLabel = "ID",
            defaultValue = "kinesis-to-kinesis",
            description = "Which route. Default: ${DEFAULT-VALUE}")
    private String routeId;

    @Option(names = "--dry-run", description = "Say what would be sent where, and send and write nothing.")
    private boolean isDryRun;

    @Option(
            names = "--receipt",
            paramLabel = "FILE",
            description = "What is done. Default: FILE.receipt, or .replay-receipt in the directory.")
    private Path receiptFile;

    @Option(
            names = "--retry-dead-letters",
            description = "Also send what the receipt says became a dead letter again: after another repair.")
    private boolean isRetryingDeadLetters;

    @Spec
    private CommandSpec spec;

    private final ReplayLedger ledger = new ReplayLedger();

    /** What records are replayed to. */
    enum To {
        ROUTE,
        SINK;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() throws Exception {
        if (!Files.isReadable(path)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "'" + path + "' is neither a file nor a directory that can be read (looked from "
                            + Path.of("").toAbsolutePath() + ")");
        }
        try (Settings settings = to == To.ROUTE ? options.openWithRoutes() : options.open()) {
            ReplayProblems problems = new ReplayProblems(output);
            if (isDryRun) {
                rehearse(settings, problems);
            } else {
                replay(settings, problems);
            }
            problems.end();
        }
        return ledger.isClean() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private Path receiptFile() {
        return receiptFile == null ? Receipt.defaultFor(path) : receiptFile;
    }

    /** What the receipt says became of an envelope that is not to be sent again; empty for one that is. */
    private Function<EnvelopePlace, Optional<Entry>> earlier(Map<String, ReplayOutcome> receipt) {
        return place -> {
            ReplayOutcome outcome = receipt.get(place.id());
            if (outcome == ReplayOutcome.DEAD_LETTERED) {
                return isRetryingDeadLetters ? Optional.empty() : Optional.of(Entry.STILL_DEAD_LETTER);
            }
            return outcome == null ? Optional.empty() : Optional.of(Entry.ALREADY_DONE);
        };
    }

    private void rehearse(Settings settings, ReplayProblems problems) throws IOException {
        String target = to == To.ROUTE
                ? description(new ReplayRoute(settings.camel(), routeId))
                : description(settings.endpoints(List.of(Side.SINK)).get(Side.SINK));
        Function<EnvelopePlace, Optional<Entry>> earlier = earlier(Receipt.read(receiptFile()));
        List<EnvelopePlace> places = new Envelopes(ledger, problems).in(path, receiptFile());
        ReplayRehearsal.Plan plan =
                new ReplayRehearsal.Plan(settings.gate(to == To.ROUTE ? Side.SOURCE : Side.SINK), target);
        new ReplayRehearsal(output, plan, ledger, problems).run(places, earlier);
    }

    private void replay(Settings settings, ReplayProblems problems) throws Exception {
        try (Receipt receipt = Receipt.open(receiptFile())) {
            Function<EnvelopePlace, Optional<Entry>> earlier = earlier(receipt.done());
            List<EnvelopePlace> places = new Envelopes(ledger, problems).in(path, receiptFile());
            if (places.stream().allMatch(place -> earlier.apply(place).isPresent())) {
                places.forEach(place -> ledger.count(earlier.apply(place).orElseThrow()));
                output.aside(
                        places.isEmpty()
                                ? "Nothing to send: there is no dead letter in " + path
                                : "Nothing to send: all is on the receipt " + receiptFile());
            } else {
                send(settings, receipt, new Work(places, earlier, problems));
            }
        }
        if (ledger.get(Entry.STILL_DEAD_LETTER) > 0) {
            output.aside(ledger.get(Entry.STILL_DEAD_LETTER)
                    + " became dead letters again when they were replayed: --retry-dead-letters sends them once more");
        }
        if (output.isJson()) {
            output.plain(JsonLine.write(ledger.json()));
        } else {
            output.plain(ledger.toString());
        }
    }

    private record Work(
            List<EnvelopePlace> places, Function<EnvelopePlace, Optional<Entry>> earlier, ReplayProblems problems) {}

    private void send(Settings settings, Receipt receipt, Work work) throws Exception {
        CamelContext camel = settings.camel();
        ExecutorService thread = camel.getExecutorServiceManager().newSingleThreadExecutor(this, "replay-receipt");
        try (ReplayTarget target = target(settings)) {
            ReplayProgress progress = new ReplayProgress(output, ledger, Clock.systemUTC());
            new Replay(target, new ReceiptWriter(receipt, thread), new Replay.Told(ledger, work.problems(), progress))
                    .run(work.places(), work.earlier());
        } finally {
            camel.getExecutorServiceManager()
                    .shutdownGraceful(thread, TimeUnit.SECONDS.toMillis(SECONDS_FOR_THE_RECEIPT));
        }
    }

    private ReplayTarget target(Settings settings) throws Exception {
        if (to == To.ROUTE) {
            ReplayRoute route = new ReplayRoute(settings.camel(), routeId);
            return new ReplayTarget(route.start(), description(route));
        }
        KinesisEndpoint sink = settings.callable(List.of(Side.SINK)).get(Side.SINK);
        settings.camel().start();
        return new ReplayTarget(sink, description(sink));
    }

    private static String description(ReplayRoute route) {
        return "route " + route.id();
    }

    private static String description(KinesisEndpoint sink) {
        return "stream " + sink.stream();
    }
}
