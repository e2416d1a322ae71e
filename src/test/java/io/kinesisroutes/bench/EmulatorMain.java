// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import io.kinesisroutes.local.LocalAccount;
import io.kinesisroutes.local.LocalAws;
import io.kinesisroutes.local.LocalCredentials;
import io.kinesisroutes.local.LocalStream;
import java.time.Duration;
import java.util.BitSet;

/** LocalAws in a JVM of its own, told by lines what to serve and how. */
final class EmulatorMain {
    private final LocalAws aws = LocalAws.start();
    private final LocalAccount account = aws.account("111122223333");
    private final CallWatch calls = new CallWatch(aws.calls());

    private long entriesBefore;
    private SteadyLoad load;

    private EmulatorMain() {}

    public static void main(String[] args) throws Exception {
        EmulatorMain emulator = new EmulatorMain();
        try {
            emulator.ready().send();
            ChildMain.answerAll(emulator::answer);
        } finally {
            emulator.aws.close();
        }
    }

    private Line ready() {
        LocalCredentials user = account.user("bench");
        return Line.of("ready")
                .with("endpoint", aws.endpoint())
                .with("accessKey", user.accessKeyId())
                .with("secretKey", user.secretAccessKey());
    }

    private Line answer(Line question) {
        return switch (question.verb()) {
            case "stream" -> create(question);
            case "latency" -> delay(Duration.ofMillis(question.number("millis")));
            case "rates" -> enforceRates();
            case "load" -> load(question);
            case "watch" -> watch();
            case "empty" -> empty();
            case "target" -> target();
            case "calls" -> Line.of("calls").with("reads", calls.reads()).with("throttled", calls.throttled());
            case "cpu" -> Line.of("cpu").with("nanos", OwnJvm.cpuNanos());
            default -> throw new IllegalArgumentException("Unknown: " + question);
        };
    }

    private Line create(Line question) {
        int shards = (int) question.number("shards");
        Workload.fill(
                account.createStream(EmulatorProcess.REGION, question.text("name"), shards),
                question.number("records"),
                question.flag("skewed"));
        // What filling left behind is not to be collected while somebody reads.
        System.gc();
        return Line.of("created");
    }

    private LocalStream targetStream() {
        return account.stream(EmulatorProcess.REGION, BenchCase.TARGET);
    }

    private Line empty() {
        targetStream().trim();
        System.gc();
        entriesBefore = targetStream().putEntries();
        return Line.of("empty");
    }

    private Line target() {
        BitSet numbers = new BitSet();
        targetStream().records().forEach(record -> numbers.set(Workload.number(record.data())));
        return Line.of("target")
                .with("different", numbers.cardinality())
                .with("entries", targetStream().putEntries() - entriesBefore);
    }

    private Line delay(Duration latency) {
        aws.faults().on("*").delay(latency);
        return Line.of("delayed");
    }

    private Line enforceRates() {
        aws.faults().enforceShardRates(true);
        return Line.of("enforced");
    }

    private Line load(Line question) {
        if (load != null) {
            load.close();
        }
        LocalStream stream = account.stream(EmulatorProcess.REGION, BenchCase.STREAM);
        load = new SteadyLoad(stream, (int) question.number("perSecond"));
        load.start();
        return Line.of("loading");
    }

    private Line watch() {
        calls.begin();
        return Line.of("watching");
    }
}
