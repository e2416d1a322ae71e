// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.shard;

import io.kinesisroutes.checkpoint.InFlight;
import io.kinesisroutes.checkpoint.InFlight.Token;
import io.kinesisroutes.shard.RecordHandler.Completion;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/**
 * The records of one shard that were handed over and are not safe yet, and those of them that must be handed over again.
 * While one of them fails nothing new is handed over. Thread-safe; {@link #handOver} and {@link #redeliver} are for the
 * shard's one thread.
 */
final class Deliveries {

    /** A route may be slow; one that holds everything for this long has most likely forgotten a record. */
    private static final Duration TOO_LONG = Duration.ofMinutes(5);

    /** The fourth part of {@link #maxInFlight} must be free: to be woken for each record costs more than the record. */
    private static final int ROOMY_PART = 4;

    private final String name;
    private final RecordHandler handler;
    private final BooleanSupplier running;
    private final InstantSource clock;
    private final int maxInFlight;
    private final Runnable wakeUp;

    private final InFlight<SourceRecord> inFlight = new InFlight<>();
    private final PriorityQueue<Delivery> failed = new PriorityQueue<>(Comparator.comparingLong(d -> d.number));
    private int failing;
    private Wait waiting = Wait.NOTHING;
    private long handedOver;
    private int beingProcessed;
    private String whyHeldBack;
    private Instant fullSince;

    /** @param wakeUp is called once after something changed that was waited for */
    Deliveries(String shardId, ShardContext context, Runnable wakeUp) {
        this.name = context.nameOf(shardId);
        this.handler = context.handler();
        this.running = context.running();
        this.maxInFlight = context.delivery().maxInFlight();
        this.clock = context.clock();
        this.wakeUp = wakeUp;
    }

    /** What the shard's thread wants to be woken for. */
    private enum Wait {
        NOTHING,
        ROOM,
        END;

        boolean isOver(Deliveries deliveries) {
            return switch (this) {
                case NOTHING -> false;
                case ROOM -> deliveries.isRoomy();
                case END -> deliveries.isEmpty();
            };
        }
    }

    private final class Delivery implements Completion {

        private final long number;
        private final List<SourceRecord> records;
        private Token<SourceRecord> token;
        // Made when it is needed, as nearly all records are done at once.
        private Retry retry;
        private boolean open;
        private Instant due;

        Delivery(long number, List<SourceRecord> records) {
            this.number = number;
            this.records = records;
        }

        String what() {
            String first = "record " + records.get(0).record().sequenceNumber();
            return records.size() == 1 ? first : first + " and " + (records.size() - 1) + " after it";
        }

        void attempt() {
            try {
                handler.handle(records, this);
            } catch (Throwable e) {
                // Also an Error: a delivery that never ends would hold its shard back for ever.
                done(e);
            }
        }

        @Override
        public void done(Throwable failure) {
            if (settle(this, failure)) {
                wakeUp.run();
            }
        }
    }

    /** Hands records over for the first time. If it throws, it has not taken them. */
    void handOver(List<SourceRecord> records) {
        Delivery delivery;
        synchronized (this) {
            delivery = new Delivery(handedOver, records);
            delivery.token = inFlight.track(records.get(records.size() - 1), records.size());
            handedOver++;
            open(delivery);
        }
        delivery.attempt();
    }

    /** Hands over again what failed, the oldest first, as far as its time has come. */
    void redeliver() {
        while (running.getAsBoolean()) {
            Optional<Delivery> due = nextDue();
            if (due.isEmpty()) {
                return;
            }
            due.get().attempt();
        }
    }

    private synchronized Optional<Delivery> nextDue() {
        if (failed.isEmpty() || failed.peek().due.isAfter(clock.instant())) {
            return Optional.empty();
        }
        Delivery due = failed.remove();
        open(due);
        return Optional.of(due);
    }

    private void open(Delivery delivery) {
        delivery.open = true;
        beingProcessed++;
    }

    /** @return whether the shard's thread waits for this */
    private synchronized boolean settle(Delivery delivery, Throwable failure) {
        if (!delivery.open) {
            return false;
        }
        delivery.open = false;
        beingProcessed--;
        if (failure == null) {
            succeeded(delivery);
        } else {
            failed(delivery, failure);
        }
        if (hasRoom()) {
            fullSince = null;
        }
        return isAwaited(delivery, failure);
    }

    private boolean isAwaited(Delivery delivery, Throwable failure) {
        // What fails, or no longer does, decides whether anything goes on at all.
        boolean awaited = failure != null || waiting != Wait.NOTHING && delivery.retry != null || waiting.isOver(this);
        if (awaited) {
            waiting = Wait.NOTHING;
        }
        return awaited;
    }

    private void succeeded(Delivery delivery) {
        if (delivery.retry != null) {
            failing--;
        }
        if (failing == 0) {
            whyHeldBack = null;
        }
        inFlight.resolve(delivery.token);
    }

    private void failed(Delivery delivery, Throwable failure) {
        if (delivery.retry == null) {
            delivery.retry = new Retry();
            failing++;
        }
        Duration delay = delivery.retry.afterFailure();
        delivery.due = clock.instant().plus(delay);
        failed.add(delivery);
        whyHeldBack = delivery.what() + ": " + failure;
        if (delivery.retry.shouldLog(delay)) {
            ShardLog.heldBack(delivery.what(), name, delay, failure);
        }
    }

    /** Whether a new record may be handed over. */
    synchronized boolean hasRoom() {
        return failing == 0 && inFlight.size() < maxInFlight;
    }

    /** Whether there is room for so many records that handing them over is worth a change of threads. */
    private boolean isRoomy() {
        return hasRoom() && inFlight.size() <= maxInFlight - maxInFlight / ROOMY_PART;
    }

    /** Whether everything that was handed over is done. */
    synchronized boolean isEmpty() {
        return inFlight.size() == 0;
    }

    /**
     * Asks to be woken when there is room for many records, unless there is room for one already.
     *
     * @return whether there is none
     */
    synchronized boolean waitForRoom() {
        waiting = hasRoom() ? Wait.NOTHING : Wait.ROOM;
        if (waiting == Wait.ROOM && fullSince == null) {
            fullSince = clock.instant();
        }
        return waiting == Wait.ROOM;
    }

    /**
     * Asks to be woken when everything is done, unless it is already.
     *
     * @return whether something is not
     */
    synchronized boolean waitForEmpty() {
        waiting = isEmpty() ? Wait.NOTHING : Wait.END;
        return waiting == Wait.END;
    }

    /** How long until something must be handed over again; empty if nothing failed or it is being processed. */
    synchronized Optional<Duration> untilRedelivery() {
        return Optional.ofNullable(failed.peek()).map(next -> Duration.between(clock.instant(), next.due));
    }

    /** Whether no record is with the handler: all that were handed over are done or wait to be handed over again. */
    synchronized boolean isIdle() {
        return beingProcessed == 0;
    }

    /** The last record with nothing unfinished at or before it; empty while there is none. */
    synchronized Optional<SourceRecord> lastDone() {
        return Optional.ofNullable(inFlight.safe());
    }

    /** Why nothing new is handed over; empty if nothing fails and nothing takes too long. */
    synchronized Optional<String> whyHeldBack() {
        boolean tooLong = fullSince != null
                && Duration.between(fullSince, clock.instant()).compareTo(TOO_LONG) > 0;
        return whyHeldBack == null && tooLong
                ? Optional.of(inFlight.size() + " records are under way, and none of the oldest has come back since "
                        + fullSince)
                : Optional.ofNullable(whyHeldBack);
    }
}
