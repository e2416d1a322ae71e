// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * One of the processes that share a stream. It stops in an orderly way when it is asked to end, and when its standard input
 * ends, so also when whoever started it is gone.
 */
final class WorkerMain {

    private WorkerMain() {}

    public static void main(String[] args) throws Exception {
        WorkerOptions options = WorkerOptions.read(Path.of(args[0]));
        DeliveryWriter deliveries = new DeliveryWriter(Path.of(options.deliveries()));
        try {
            AutoCloseable worker = start(options, deliveries);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(worker), "stop"));
        } catch (Exception e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(SubjectMain.DID_NOT_START);
        }
        deliveries.up();
        awaitEndOfInput();
        System.exit(0);
    }

    /** Each has a class of its own: what one of them needs may not be on the class path of another. */
    private static AutoCloseable start(WorkerOptions options, DeliveryWriter deliveries) throws Exception {
        return switch (options.subject()) {
            case OURS_KCL -> OurWorker.start(options, deliveries);
            case STOCK_KCL -> StockWorker.start(options, deliveries);
            case RAW_KCL -> RawWorker.start(options, deliveries);
        };
    }

    private static void close(AutoCloseable worker) {
        try {
            worker.close();
        } catch (Exception e) {
            LoggerFactory.getLogger(WorkerMain.class).error("It did not stop in an orderly way", e);
        }
    }

    private static void awaitEndOfInput() throws IOException {
        while (System.in.read() >= 0) {
            Thread.onSpinWait();
        }
    }
}
