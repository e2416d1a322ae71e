// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A replay that fails, is killed, is interrupted or is begun twice: nothing is lost, and what is done is not done again. */
class ReplayInterruptionIT extends ReplayFixture {

    private static final int ON_THE_WAY = 512;

    @Test
    void replay_sinkRefusesInTheMiddle_theNextRunSendsTheRestOnly() throws Exception {
        Path file = DeadLetterFile.numbered(directory.resolve("dead.ndjson"), 3_000);
        stage.aws.faults().on("PutRecords").skip(2).fail("ResourceNotFoundException");

        CommandRun first = stage.run("replay", file.toString(), "--to", "sink");

        assertEquals(1, first.exitCode());
        long stored = sink().recordCount();
        assertTrue(stored > 0 && stored < 3_000, first.screen());
        assertFalse(first.out().contains("not-sent=0"), first.out());
        stage.aws.faults().clear();

        CommandRun second = stage.run("replay", file.toString(), "--to", "sink");

        assertEquals(0, second.exitCode(), second.screen());
        assertTrue(second.out().contains("already-done=" + stored + " "), second.out());
        assertEquals(3_000, sink().recordCount());
        assertEquals(3_000, Set.copyOf(stored()).size());
    }

    @Test
    void replay_processKilled_theNextRunLosesNothingAndRepeatsWhatWasOnItsWayAtMost() throws Exception {
        Path file = DeadLetterFile.numbered(directory.resolve("dead.ndjson"), 5_000);
        stage.aws.faults().on("PutRecords").delay(Duration.ofMillis(50));
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                KinesisRoutes.class.getName()));
        command.addAll(stage.words("replay", file.toString(), "--to", "sink"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        await().atMost(Duration.ofSeconds(60)).until(() -> sink().recordCount() > 500 || !process.isAlive());
        process.destroyForcibly();
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        int onReceipt = Receipt.read(Receipt.defaultFor(file)).size();
        long stored = sink().recordCount();
        assertTrue(stored < 5_000 && stored >= onReceipt, Files.readString(directory.resolve("output")));
        stage.aws.faults().clear();

        CommandRun second = stage.run("replay", file.toString(), "--to", "sink");

        assertEquals(0, second.exitCode(), second.screen());
        assertTrue(second.out().contains("already-done=" + onReceipt + " "), second.out());
        assertEquals(5_000, Set.copyOf(stored()).size());
        long twice = sink().recordCount() - 5_000;
        assertEquals(stored - onReceipt, twice);
        assertTrue(twice <= ON_THE_WAY, () -> twice + " twice");
    }

    @Test
    void replay_interrupted_putsWhatIsStoredOnTheReceipt() throws Exception {
        Path file = DeadLetterFile.numbered(directory.resolve("dead.ndjson"), 3_000);
        stage.aws.faults().on("PutRecords").delay(Duration.ofMillis(100));
        Thread runner = new Thread(() -> stage.run("replay", file.toString(), "--to", "sink"));
        runner.start();
        await().until(() -> sink().recordCount() > 0);
        runner.interrupt();
        runner.join(30_000);
        assertFalse(runner.isAlive());
        stage.aws.faults().clear();

        CommandRun second = stage.run("replay", file.toString(), "--to", "sink");

        assertEquals(0, second.exitCode(), second.screen());
        assertEquals(3_000, sink().recordCount());
        assertEquals(3_000, Set.copyOf(stored()).size());
    }

    @Test
    void replay_twoAtOnce_secondIsRefused() throws Exception {
        Path file = DeadLetterFile.numbered(directory.resolve("dead.ndjson"), 1);
        try (Receipt ignored = Receipt.open(Receipt.defaultFor(file))) {
            CommandRun run = stage.run("replay", file.toString(), "--to", "sink");

            golden().check("replay-twice-at-once", run.screen());
        }
        assertEquals(0, sink().recordCount());
    }

    @Test
    void replay_receipt_isForTheOwnerOnly() throws Exception {
        Path file = DeadLetterFile.numbered(directory.resolve("dead.ndjson"), 1);

        stage.run("replay", file.toString(), "--to", "sink");

        assertEquals(
                PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(Receipt.defaultFor(file)));
    }

    @Test
    void replay_takesLong_saysHowFarItIs() throws Exception {
        Path file = DeadLetterFile.numbered(directory.resolve("dead.ndjson"), 1);
        stage.aws.faults().on("PutRecords").delay(Duration.ofMillis(1_500));

        CommandRun run = stage.run("replay", file.toString(), "--to", "sink");

        List<String> progress = run.err().lines().distinct().toList();
        assertEquals(List.of("1 of 1: 0 replayed, 0 dead-lettered again, 0 failed"), progress);
    }
}
