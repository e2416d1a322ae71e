// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kinesisroutes.cli.BrokenAccess.Way;
import io.kinesisroutes.local.LocalRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine.Help.Ansi;

/** What a person sees of the access as it should be, and of each way in which it can be wrong. */
class CheckIT {

    private static Golden golden() {
        return new Golden()
                .mask("127\\.0\\.0\\.1:\\d+", "LOCAL-AWS")
                .mask("\\d{8}T\\d{6}Z", "TIME")
                .mask("\\b\\d{56}\\b", "SEQUENCE-NUMBER")
                .mask("shardId-0000000000\\d\\d", "SHARD")
                .mask("AKIA\\w{16}", "KEY-ID")
                .mask("(Request ID: )[\\w-]+", "$1ID")
                .mask("\\d+ s behind AWS's", "MANY s behind AWS's");
    }

    @Test
    void check_allIsFine_everyStepIsOk() {
        try (BrokenAccess access = new BrokenAccess()) {
            CommandRun run = CommandRun.of(access.command("check"));

            golden().check("check/fine", run.screen());
            assertEquals(0, run.exitCode());
            assertEquals(List.of(), access.accounts.sink().records());
        }
    }

    @Test
    void check_write_writesOneMarkedRecordAndOnlyThen() {
        try (BrokenAccess access = new BrokenAccess()) {
            CommandRun run = CommandRun.of(access.command("check", "sink", "--write"));

            golden().check("check/write", run.screen());
            List<LocalRecord> written = access.accounts.sink().records();
            assertEquals(1, written.size());
            assertEquals("kinesis-routes-check", written.get(0).partitionKey());
            assertTrue(new String(written.get(0).data(), StandardCharsets.UTF_8)
                    .matches("\\{\"type\":\"kinesis-routes-check\",\"account\":\"acme\",\"at\":\"[0-9T:.-]+Z\"}"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void check_somethingIsWrong_saysWhatAndWhereToChangeIt(Way way) {
        try (BrokenAccess access = new BrokenAccess(way)) {
            CommandRun run = CommandRun.of(access.command(
                    Stream.concat(Stream.of("check"), way.arguments().stream()).toArray(String[]::new)));

            golden().check("check/" + way.fileName(), run.screen());
            assertEquals(1, run.exitCode());
        }
    }

    @Test
    void check_askedForJson_isOneDocumentWithTheSameSteps() throws Exception {
        try (BrokenAccess access = new BrokenAccess(Way.ROLE_OPEN_TO_ANY_EXTERNAL_ID)) {
            CommandRun run = CommandRun.of(access.command("check", "--json"));

            JsonNode document = new JsonMapper().readTree(run.out());
            assertEquals(1, run.out().lines().count());
            assertFalse(document.get("fine").asBoolean());
            JsonNode source = document.get("sides").get(0);
            assertEquals("source", source.get("side").asText());
            assertEquals(4_000, source.get("capacity").get("recordsPerSecond").asInt());
            assertEquals(
                    List.of("OK", "OK", "OK", "OPEN", "OK", "OK", "OK", "OK", "OK"),
                    source.get("steps").findValuesAsText("status"));
            assertTrue(source.get("steps").get(3).get("fix").asText().contains("\"sts:ExternalId\":\"acme\""));
        }
    }

    @Test
    void check_onATerminal_isColoured() {
        try (BrokenAccess access = new BrokenAccess()) {
            String out =
                    CommandRun.of(Ansi.ON, access.command("check", "source")).out();

            assertTrue(out.contains("\u001b[32mok"), out);
        }
    }

    @Test
    void check_badConfiguration_saysEverythingAtOnceByTheNamesOfTheSettings() {
        CommandRun run = CommandRun.of(
                "check",
                "-psource.aws.region=eu-west-0",
                "-psource.aws.credentials.role.arn=EarthquakesReader",
                "-psink.format=avro",
                "-pkinesis.account=");

        golden().check("check/bad-configuration", run.screen());
        assertEquals(2, run.exitCode());
    }

    @Test
    void check_badUsage_saysSoAndShowsTheHelp() {
        golden().check("check/bad-side", CommandRun.of("check", "drain").screen());
        golden().check(
                        "check/no-file",
                        CommandRun.of("check", "-f", "missing.properties")
                                .screen()
                                .replace(System.getProperty("user.dir"), "HERE"));
        golden().check(
                        "check/bad-worker",
                        CommandRun.of("check", "-pcheck.records-per-worker=many")
                                .screen());
        golden().check("check/help", CommandRun.of("check", "--help").screen());
        golden().check("help", CommandRun.of("--help").screen());
        golden().check("no-command", CommandRun.of().screen());
    }
}
