// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The other end of a {@link ChildJvm}: answers until nobody asks any more. */
final class ChildMain {
    private ChildMain() {}

    /** What a child does with a line. */
    interface Answerer {
        Line answer(Line question) throws Exception;
    }

    static void answerAll(Answerer answerer) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (Optional<Line> line = read(in); line.isPresent(); line = read(in)) {
            answerer.answer(line.get()).send();
        }
    }

    private static Optional<Line> read(BufferedReader in) throws IOException {
        String text = in.readLine();
        return text == null ? Optional.empty() : Line.parse(text);
    }
}
