// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker in a JVM of its own, which shares the stream with others. One at a time, and then perhaps another. */
final class WorkerMain {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerMain.class);

    private final DeliveryTimes times = new DeliveryTimes();
    private final RequestCounts requests = new RequestCounts();
    private AutoCloseable worker;

    private WorkerMain() {}

    public static void main(String[] args) {
        int status = 0;
        try {
            Line.of("ready").send();
            ChildMain.answerAll(new WorkerMain()::answer);
        } catch (Exception e) {
            LOG.error("The worker cannot go on", e);
            status = 1;
        }
        System.exit(status);
    }

    private Line answer(Line question) throws Exception {
        return switch (question.verb()) {
            case "start" -> start(WorkerSpec.of(question));
            case "since" -> Line.of("since").with(times.since(question.number("millis")));
            case "requests" -> Line.of("requests").with(requests.soFar());
            case "stop" -> stop();
            default -> throw new IllegalArgumentException("Unknown: " + question);
        };
    }

    private Line start(WorkerSpec spec) throws Exception {
        long began = System.currentTimeMillis();
        worker = switch (spec.kind()) {
            case OURS -> RouteWorker.start(spec, times, requests);
            case RAW -> LibraryWorker.start(spec, times);
            case EMULATOR, STOCK -> throw new IllegalArgumentException(spec.kind() + " is no worker here");
        };
        return Line.of("up").with(Map.of("began", began, "up", System.currentTimeMillis()));
    }

    private Line stop() throws Exception {
        worker.close();
        return Line.of("stopped");
    }
}
