// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.net.URI;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JVM of a {@link Crowd}. */
final class CrowdMain {
    private static final Logger LOG = LoggerFactory.getLogger(CrowdMain.class);

    private CrowdMain() {}

    public static void main(String[] args) {
        int status = 0;
        try {
            Line.of("ready").send();
            ChildMain.answerAll(CrowdMain::answer);
        } catch (Exception e) {
            LOG.error("The crowd cannot go on", e);
            status = 1;
        }
        // Its workers are not waited for.
        System.exit(status);
    }

    private static Line answer(Line question) throws Exception {
        Crowd crowd = new Crowd(
                (int) question.number("shards"),
                (int) question.number("workers"),
                URI.create(question.text("dynamoDb")));
        return Line.of("crowd").with(crowd.measure(Duration.parse(question.text("patience"))));
    }
}
