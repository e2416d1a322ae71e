// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;

/** Records from the smallest to the largest, and one byte beyond. */
final class SinkSizes {

    private static final int MIB = 1024 * 1024;
    private static final int KEY_BYTES = SinkStage.KEY.length();

    private SinkSizes() {}

    static List<SinkScenario> scenarios() {
        return List.of(
                new SinkScenario(
                        "records of 1 B, at the limit and one byte above",
                        true,
                        SinkSetup.defaults().withFailures(),
                        stage -> sizes(stage, MIB)),
                new SinkScenario(
                        "the same in a stream with a limit of 10 MiB",
                        false,
                        SinkSetup.defaults().withFailures(),
                        stage -> {
                            stage.stream().maxRecordSizeInKiB(10 * 1024);
                            sizes(stage, 10 * MIB);
                        }),
                new SinkScenario(
                        "a list of 24 MiB, more than a request takes",
                        true,
                        SinkSetup.defaults(),
                        SinkSizes::moreThanARequest));
    }

    private static void moreThanARequest(SinkStage stage) throws InterruptedException {
        List<Object> list = IntStream.range(0, 24)
                .mapToObj(i -> stage.element(new byte[MIB - 100], "key-" + i))
                .toList();
        stored(stage, list, list.size());
    }

    private static void sizes(SinkStage stage, int limit) throws InterruptedException {
        stored(stage, new byte[] {1}, 1);
        stored(stage, new byte[limit - KEY_BYTES], 2);
        Exchange above = stage.sendAndWait(new byte[limit - KEY_BYTES + 1]);
        String message =
                above.getException() == null ? "none" : above.getException().getMessage();
        if (!message.contains((limit + 1) + " bytes") || !message.contains(String.valueOf(limit))) {
            stage.complain("one byte above the limit, the message is: " + message);
        }
        stored(stage, new byte[] {2}, 3);
    }

    private static void stored(SinkStage stage, Object body, int inAll) throws InterruptedException {
        Exchange exchange = stage.sendAndWait(body);
        if (exchange.getException() != null) {
            stage.complain("not stored: " + exchange.getException().getMessage());
        } else if (stage.stream().recordCount() != inAll) {
            stage.complain(stage.stream().recordCount() + " records are stored, not " + inAll);
        }
    }
}
