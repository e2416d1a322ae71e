// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a command says: text for people, or JSON. */
final class Output {

    private static final JsonMapper MAPPER = new JsonMapper();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--json", description = "Print JSON for programs.")
    private boolean json;

    /** Whether a program reads it. */
    boolean isJson() {
        return json;
    }

    /** One line as it is. */
    void plain(String line) {
        command.commandLine().getOut().println(line);
    }

    /**
     * One line with a word in it that is coloured, on a terminal only.
     *
     * @param style as picocli names them, for example {@code red,bold}
     */
    void line(String before, String style, String word, String after) {
        plain(before + ansi().string("@|" + style + " " + word + "|@") + after);
    }

    /** One line that may hold picocli's markup, {@code @|bold,red text|@}, and nothing that came from elsewhere. */
    void marked(String line) {
        plain(ansi().string(line));
    }

    /** One line that is not part of the result. */
    void aside(String line) {
        command.commandLine().getErr().println(line);
    }

    /** One JSON document in one line. */
    void json(JsonNode document) {
        try {
            plain(MAPPER.writeValueAsString(document));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Ansi ansi() {
        return command.commandLine().getColorScheme().ansi();
    }
}
