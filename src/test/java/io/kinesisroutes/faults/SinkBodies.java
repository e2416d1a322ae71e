// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.Exchange;

/** Bodies of every kind: what can be sent is stored once, what cannot be sent fails its exchange and names its place. */
final class SinkBodies {

    private SinkBodies() {}

    static List<SinkScenario> scenarios() {
        return List.of(
                scenario("an empty list", List.of(), 0, null),
                scenario(
                        "a list of mixed types",
                        List.of(
                                "text",
                                "bytes".getBytes(StandardCharsets.UTF_8),
                                ByteBuffer.wrap(new byte[] {1, 2}),
                                new ByteArrayInputStream(new byte[] {3})),
                        4,
                        null),
                scenario("a null body", null, 0, "index 0"),
                scenario("a list with a null in it", Arrays.asList("a", null, "c"), 0, "index 1"),
                scenario("a list with what cannot be sent", List.of("a", "b", new Object()), 0, "index 2"));
    }

    /** @param error what the message names; {@code null} if the exchange must succeed */
    private static SinkScenario scenario(String name, Object body, int stored, String error) {
        return new SinkScenario(name, true, SinkSetup.defaults().withFailures(), stage -> {
            Exchange exchange = stage.sendAndWait(body);
            String message = exchange.getException() == null
                    ? null
                    : String.valueOf(exchange.getException().getMessage());
            if (error == null ? message != null : message == null || !message.contains(error)) {
                stage.complain("the error is: " + message);
            }
            if (stage.stream().recordCount() != stored) {
                stage.complain(stage.stream().recordCount() + " records are stored, not " + stored);
            }
        });
    }
}
