// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What README.md shows of the commands on the local AWS is what they print: each console block, word by word. */
@DisabledOnOs(OS.WINDOWS)
class RecordedCommandsIT {

    private static final String PROMPT = "$ ./kinesis-routes ";
    private static final Golden CHANGING = new Golden()
            .mask("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "TIME")
            .mask("(?m)(?<=^shardId-\\d{12} )\\d[\\d ms]{12}", "MILLIS       ");

    @TempDir
    private Path directory;

    /**
     * A command of README.md and what stands below it.
     *
     * @param words behind the name of the launcher
     * @param output up to the next command, or the end of the block
     */
    record Recorded(List<String> words, String output) {}

    static Stream<Recorded> recorded() throws IOException {
        List<Recorded> all = new ArrayList<>();
        String text = Files.readString(Launcher.PROJECT.resolve("README.md"));
        for (String block : text.split("\n```console\n", -1)) {
            if (block.startsWith(PROMPT)) {
                String[] parts =
                        block.substring(0, block.indexOf("\n```\n") + 1).split("(?m)^\\$ \\./kinesis-routes ", -1);
                Stream.of(parts).skip(1).map(RecordedCommandsIT::recorded).forEach(all::add);
            }
        }
        return all.stream();
    }

    private static Recorded recorded(String part) {
        String[] halves = part.split("\n", 2);
        return new Recorded(List.of(halves[0].split(" ", -1)), halves[1]);
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void command_ofTheReadme_printsWhatStandsThere(Recorded recorded) throws Exception {
        CommandRun run = Launcher.ofProject(directory).run(Launcher.PROJECT, recorded.words());

        assertEquals(CHANGING.stable(recorded.output()), CHANGING.stable(run.out()), run.err());
        assertEquals(0, run.exitCode());
    }

    @Test
    void readme_showsEachCommandThatOnlyReads() throws IOException {
        List<String> names =
                recorded().map(command -> command.words().get(1)).distinct().toList();

        assertTrue(names.containsAll(List.of("policy", "check", "preview")), names.toString());
    }
}
