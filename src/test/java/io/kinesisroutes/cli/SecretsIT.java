// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.cli.BrokenAccess.Way;
import io.kinesisroutes.cli.SecretWatch.Seen;
import io.kinesisroutes.local.LocalCredentials;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every command, as a deployment with a secret key and a session token: neither these nor those of the sessions that it is
 * given may be seen in its output, its log, its errors or its files.
 */
class SecretsIT {

    private static final String COMPONENT = "camel.component.aws2-kinesis.";
    private static final String PRINCIPAL = "--principal=999988887777";

    @TempDir
    private Path directory;

    private SecretWatch watch;

    @BeforeEach
    void open() {
        watch = new SecretWatch(directory, Path.of(""));
    }

    @AfterEach
    void close() {
        watch.close();
    }

    private Seen run(BrokenAccess access, String... arguments) throws Exception {
        Seen seen = watch.run(arguments);
        List<LocalCredentials> all = access.aws.credentials();
        assertTrue(all.stream().anyMatch(each -> each.sessionToken() != null));
        assertEquals(List.of(), watch.leaks(seen, all), () -> {
            String command = Stream.of(arguments)
                    .filter(word -> !word.contains("=") || word.startsWith("--"))
                    .toList()
                    .toString();
            return "secrets that " + command + " let out";
        });
        return seen;
    }

    private void exits(int expected, BrokenAccess access, String... arguments) throws Exception {
        Seen seen = run(access, arguments);
        assertEquals(expected, seen.run().exitCode(), () -> seen.run().err());
    }

    /** Nothing that a command writes by itself goes into the project. */
    private String[] apart(BrokenAccess access, String... words) {
        List<String> all = new ArrayList<>(Arrays.asList(words));
        all.add("-p" + COMPONENT + "checkpointStore=file:" + directory.resolve("checkpoints"));
        all.add("-pdead-letter.uri=file:" + directory.resolve("dead") + "?tempPrefix=.tmp-");
        return access.command(all.toArray(String[]::new));
    }

    private BrokenAccess session() {
        BrokenAccess access = new BrokenAccess();
        access.asSession();
        return access;
    }

    @ParameterizedTest
    @EnumSource
    void check_everyWay_letsNothingOut(Way way) throws Exception {
        try (BrokenAccess access = new BrokenAccess(way, true)) {
            exits(1, access, access.command(words("check", way.arguments())));
            if (way != Way.STS_THROTTLES && way != Way.STS_THROTTLES_PROBES) {
                run(access, access.command("check", "--json", "--write"));
            }
        }
    }

    private static String[] words(String command, List<String> arguments) {
        return Stream.concat(Stream.of(command), arguments.stream()).toArray(String[]::new);
    }

    @Test
    void everyCommand_allIsFine_letsNothingOut() throws Exception {
        try (BrokenAccess access = session()) {
            Path trust = Files.writeString(
                    directory.resolve("trust.json"),
                    CommandRun.of("policy", "trust", "source", PRINCIPAL).out());
            access.accounts.source().put("key", "{\"type\":1}".getBytes(StandardCharsets.UTF_8));
            Path dead = Files.createDirectory(directory.resolve("letters"));
            DeadLetterFile.numbered(dead.resolve("letters.ndjson"), 3);

            exits(0, access, access.command("check"));
            exits(0, access, access.command("check", "--write", "--json"));
            exits(0, access, access.command("policy", "trust"));
            exits(0, access, access.command("policy", "trust", "--json", PRINCIPAL));
            for (String format : List.of("json", "cloudformation", "terraform")) {
                exits(0, access, access.command("policy", "trust", "--format", format));
                exits(0, access, access.command("policy", "permissions", "--format", format));
                exits(0, access, access.command("policy", "role", "--format", format));
            }
            exits(0, access, access.command("policy", "caller"));
            exits(0, access, access.command("policy", "diff", trust.toString(), "trust", "source"));
            exits(0, access, apart(access, "preview"));
            exits(0, access, apart(access, "preview", "--json"));
            exits(0, access, apart(access, "replay", dead.toString(), "--dry-run", "-psource.schema="));
            exits(0, access, apart(access, "replay", dead.toString(), "-psource.schema="));
            exits(0, access, apart(access, "replay", dead.toString(), "--to", "sink", "--json"));
            assertTrue(Files.exists(dead.resolve(".replay-receipt")));
            assertTrue(access.accounts.sink().recordCount() >= 3);
        }
    }

    @Test
    void everyCommand_help_letsNothingOut() throws Exception {
        try (BrokenAccess access = session()) {
            for (String command : List.of(
                    "",
                    "check ",
                    "policy ",
                    "policy trust ",
                    "policy permissions ",
                    "policy role ",
                    "policy diff ",
                    "preview ",
                    "replay ")) {
                exits(0, access, (command + "--help").split(" ", -1));
            }
            exits(0, access, "--version");
        }
    }

    @Test
    void usage_isBad_letsNothingOut() throws Exception {
        try (BrokenAccess access = session()) {
            String secret = access.settings().get(COMPONENT + "secretKey");
            String token = access.settings().get(COMPONENT + "sessionToken");

            exits(2, access, access.command("check", "drain"));
            exits(2, access, access.command("chekc"));
            exits(2, access, access.command("policy"));
            exits(2, access, access.command("check", "-P" + COMPONENT + "secretKey=" + secret));
            exits(2, access, access.command("check", "--proprety", COMPONENT + "sessionToken=" + token));
            exits(2, access, access.command("check", "source", COMPONENT + "secretKey=" + secret));
            exits(2, access, access.command("check", "source", "--secretKey", secret));
            exits(2, access, access.command("check", "-P" + COMPONENT + "scretKey=" + secret));
            exits(2, access, access.command("check", "-p", COMPONENT + "secretKey", secret));
            exits(2, access, access.command("check", "-p", COMPONENT + "secretKey", "=", secret));
            exits(2, access, access.command("preview", "--count=many"));
        }
    }

    @Test
    void settings_areBad_letNothingOut() throws Exception {
        try (BrokenAccess access = session()) {
            exits(2, access, access.command("check", "-psource.aws.region=eu-west-0", "-psink.format=avro"));
            exits(2, access, access.command("check", "-f", "missing.properties"));
            exits(2, access, without(access, "accessKey"));
            exits(2, access, without(access, "secretKey"));
            exits(1, access, with(access, "secretKey", access.settings().get(COMPONENT + "secretKey") + "x"));
            exits(1, access, with(access, "sessionToken", access.settings().get(COMPONENT + "sessionToken") + "x"));
        }
    }

    @Test
    void settings_cannotBeSetByCamel_letNothingOut() throws Exception {
        try (BrokenAccess access = session()) {
            String secret = access.settings().get(COMPONENT + "secretKey");
            String token = access.settings().get(COMPONENT + "sessionToken");

            exits(2, access, with(access, "secretKy", secret));
            exits(2, access, with(access, "session-tokn", token));
            Seen number = run(access, with(access, "proxyPort", "many"));
            assertEquals(
                    "1 problem in the configuration of application.properties:\n  - " + COMPONENT
                            + "proxyPort: 'many' is not of the type Integer. See the table of options in the README\n",
                    number.run().err());
            run(access, access.command("check", "-pcamel.component.aws2-sts.secret=" + secret));
            run(access, access.command("check", "-psource.secretKey=" + secret));
        }
    }

    @Test
    void aws_isAway_letsNothingOut() throws Exception {
        try (BrokenAccess access = session()) {
            URI nowhere = URI.create("http://127.0.0.1:1");
            for (String[] command : List.of(new String[] {"check"}, new String[] {"policy", "trust"})) {
                Map<String, String> settings = access.settings();
                settings.put(COMPONENT + "stsUriEndpointOverride", nowhere.toString());
                settings.put(COMPONENT + "uriEndpointOverride", nowhere.toString());
                run(access, DemoSettingsOptions.command(settings, Arrays.asList(command)));
            }
        }
    }

    @Test
    void commands_refused_letNothingOut() throws Exception {
        try (BrokenAccess access = new BrokenAccess(Way.EXTERNAL_ID_WRONG, true)) {
            Path dead = Files.createDirectory(directory.resolve("letters"));
            DeadLetterFile.numbered(dead.resolve("letters.ndjson"), 1);

            exits(1, access, apart(access, "preview"));
            exits(1, access, apart(access, "replay", dead.toString()));
            exits(1, access, apart(access, "replay", dead.toString(), "--to", "sink"));
        }
    }

    private static String[] with(BrokenAccess access, String option, String value) {
        Map<String, String> settings = access.settings();
        settings.put(COMPONENT + option, value);
        return DemoSettingsOptions.command(settings, List.of("check"));
    }

    private static String[] without(BrokenAccess access, String option) {
        Map<String, String> settings = access.settings();
        settings.remove(COMPONENT + option);
        return DemoSettingsOptions.command(settings, List.of("check"));
    }
}
