// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.demo;

import io.kinesisroutes.demo.Ledger.Sent;
import io.kinesisroutes.local.LocalAws;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.main.Main;

/**
 * Carries the earthquakes through the routes of this project, from one account's stream to another's, on the local AWS,
 * and counts afterwards what stands in which stream. Exits with 0 if nothing was lost, doubled or misplaced.
 */
public final class Demo {

    /** How long the streams may stand still before the demo gives up on what is missing. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration PROGRESS_INTERVAL = Duration.ofMillis(500);

    private final DemoAccounts accounts;
    private final Sent sent;

    private Demo(DemoAccounts accounts, Sent sent) {
        this.accounts = accounts;
        this.sent = sent;
    }

    /** Takes no arguments; {@code -Dkinesis.account=NAME} sends another ExternalId than the trust policies ask for. */
    public static void main(String[] args) throws Exception {
        boolean clean;
        try (LocalAws aws = LocalAws.start()) {
            Sent sent = Sent.damagingSome(Earthquakes.good());
            clean = new Demo(new DemoAccounts(aws), sent).run(aws);
        }
        System.exit(clean ? 0 : 1);
    }

    private boolean run(LocalAws aws) throws Exception {
        introduce(aws);
        Publisher.publish(aws, accounts, sent.inOrder());
        say(
                "published %d earthquakes and %d damaged copies",
                sent.good().size(), sent.damaged().size());
        DemoSettings.set(aws, accounts);
        Main camel = DemoSettings.camel();
        try {
            camel.start();
        } catch (Exception e) {
            return refused(e);
        }
        watch();
        camel.stop();
        return close();
    }

    private void introduce(LocalAws aws) {
        say("local AWS on this machine: %s", aws.endpoint());
        say(
                "  %s owns the source  %s",
                DemoAccounts.SOURCE_OWNER, accounts.source().arn());
        say("  %s owns the sink    %s", DemoAccounts.SINK_OWNER, accounts.sink().arn());
        say(
                "  %s is the deployment's own, known to both owners as '%s'",
                DemoAccounts.DEPLOYMENT, DemoAccounts.EXTERNAL_ID);
    }

    private boolean refused(Exception e) {
        Throwable root = e;
        while (root.getCause() != null && !(root instanceof io.kinesisroutes.stream.KinesisFailure)) {
            root = root.getCause();
        }
        say("%nThe routes did not start. %s%n", root.getMessage());
        close();
        return false;
    }

    private void watch() throws InterruptedException {
        Instant lastProgress = Instant.now();
        int before = -1;
        while (before < sent.total() && Instant.now().isBefore(lastProgress.plus(PATIENCE))) {
            int delivered = accounts.sink().records().size();
            int deadLettered = accounts.deadLetters().records().size();
            if (delivered + deadLettered != before) {
                say(
                        "  delivered %4d of %d   dead letters %2d of %d",
                        delivered,
                        sent.good().size(),
                        deadLettered,
                        sent.damaged().size());
                before = delivered + deadLettered;
                lastProgress = Instant.now();
            }
            Thread.sleep(PROGRESS_INTERVAL.toMillis());
        }
    }

    private boolean close() {
        Ledger ledger = new Published(accounts, sent).count();
        say("%s", ledger);
        return ledger.isClean();
    }

    @SuppressWarnings("AnnotateFormatMethod")
    private static void say(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }
}
