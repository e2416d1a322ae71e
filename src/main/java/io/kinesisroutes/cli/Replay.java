// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinesisroutes.cli.ReplayLedger.Entry;
import io.kinesisroutes.json.Envelope;
import io.kinesisroutes.stream.KinesisFailure;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.camel.Exchange;

/**
 * Sends the records of envelopes, several at a time and in order, and puts each on the receipt once it is stored. What is
 * not on the receipt when the process ends, at most what is on its way, is sent again by the next run.
 */
final class Replay {

    private static final int BYTES_ON_THE_WAY = 64 * 1024 * 1024;
    private static final int RECORDS_ON_THE_WAY = 512;
    private static final int GIVE_UP_AFTER = 100;
    private static final int LAST_SECONDS = 10;
    private static final int LIGHTEST = BYTES_ON_THE_WAY / RECORDS_ON_THE_WAY;

    private final ReplayTarget target;
    private final ReceiptWriter receipt;
    private final Told told;
    private final AtomicInteger outOfReach = new AtomicInteger();
    private final Semaphore room = new Semaphore(BYTES_ON_THE_WAY);

    /** To whom it tells what happens. */
    record Told(ReplayLedger ledger, ReplayProblems problems, ReplayProgress progress) {}

    Replay(ReplayTarget target, ReceiptWriter receipt, Told told) {
        this.target = target;
        this.receipt = receipt;
        this.told = told;
    }

    /**
     * Sends all but those of which an earlier run knows, and waits until each is stored or failed.
     *
     * @throws IOException if the receipt cannot be written: sending stops, for nobody would know
     */
    void run(List<EnvelopePlace> places, Function<EnvelopePlace, Optional<Entry>> earlier)
            throws IOException, InterruptedException {
        try {
            sendAll(places, earlier);
        } catch (InterruptedException e) {
            // What is stored by now is not to be sent again.
            boolean allEnded = room.tryAcquire(BYTES_ON_THE_WAY, LAST_SECONDS, TimeUnit.SECONDS);
            throw allEnded ? e : new InterruptedException("Interrupted with records on their way");
        }
        if (receipt.broken() != null) {
            throw receipt.broken();
        }
    }

    private void sendAll(List<EnvelopePlace> places, Function<EnvelopePlace, Optional<Entry>> earlier)
            throws InterruptedException {
        int sent = 0;
        for (EnvelopePlace place : places) {
            Optional<Entry> known = earlier.apply(place);
            if (known.isPresent()) {
                told.ledger().count(known.get());
            } else if (isStopped()) {
                told.ledger().count(Entry.NOT_SENT);
            } else {
                send(place, sent, places.size());
            }
            told.progress().tick(++sent, places.size());
        }
        take(BYTES_ON_THE_WAY, sent, places.size());
    }

    /** Without a receipt nobody would know what is done, and a stream that is out of reach makes each record wait. */
    private boolean isStopped() {
        return receipt.broken() != null || outOfReach.get() >= GIVE_UP_AFTER;
    }

    private void send(EnvelopePlace place, int sent, int total) throws InterruptedException {
        Envelope envelope;
        try {
            envelope = place.load();
        } catch (IOException e) {
            failed(place, e);
            return;
        }
        int weight = Math.max(LIGHTEST, Math.min(envelope.data().length, BYTES_ON_THE_WAY));
        take(weight, sent, total);
        Exchange exchange = target.exchange(envelope);
        target.send(exchange, sync -> done(place, envelope, exchange, weight));
    }

    private void take(int weight, int sent, int total) throws InterruptedException {
        while (!room.tryAcquire(weight, ReplayProgress.INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
            told.progress().tick(sent, total);
        }
    }

    private void done(EnvelopePlace place, Envelope envelope, Exchange exchange, int weight) {
        Throwable failure = ReplayTarget.failure(exchange);
        if (failure != null) {
            if (isOutOfReach(failure)) {
                outOfReach.incrementAndGet();
            }
            failed(place, failure);
            room.release(weight);
            return;
        }
        outOfReach.set(0);
        ReplayOutcome outcome = ReplayTarget.outcome(exchange);
        ObjectNode line = JsonLine.object()
                .put("id", place.id())
                .put("outcome", outcome.toString())
                .put("at", Instant.now().toString());
        line.set("where", target.where(envelope, exchange));
        receipt.add(line, notWritten -> {
            onReceipt(place, outcome, notWritten);
            room.release(weight);
        });
    }

    /** Whether the next record would fail for the same reason. */
    private static boolean isOutOfReach(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof KinesisFailure) {
                return !(cause instanceof KinesisFailure.Rejected);
            }
        }
        return false;
    }

    private void onReceipt(EnvelopePlace place, ReplayOutcome outcome, IOException notWritten) {
        if (notWritten != null) {
            failed(
                    place,
                    new IOException("it is stored, but the receipt cannot be written: " + notWritten, notWritten));
        } else {
            told.ledger().count(outcome == ReplayOutcome.REPLAYED ? Entry.REPLAYED : Entry.DEAD_LETTERED_AGAIN);
        }
    }

    private void failed(EnvelopePlace place, Throwable why) {
        told.ledger().count(Entry.FAILED);
        told.problems().add(place.part().toString(), "is not replayed: " + why.getMessage());
    }
}
