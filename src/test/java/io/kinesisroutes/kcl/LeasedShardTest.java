// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import software.amazon.kinesis.exceptions.ShutdownException;
import software.amazon.kinesis.exceptions.ThrottlingException;

/** What becomes of the records of a leased shard, what is saved of it, and when another worker may have it. */
class LeasedShardTest extends LeasedShardFixture {

    @Test
    void records_done_areSavedAtTheInterval() {
        begin();
        page(1, 2, 3);
        assertEquals(List.of("1", "2", "3"), handled);
        assertEquals(List.of(), saved);

        time.pass(INTERVAL);
        page(4);
        time.pass(INTERVAL.multipliedBy(3));

        assertEquals(List.of("3", "4"), saved, "once each");
    }

    @Test
    void completions_inAnyOrder_saveWhatIsSafe() {
        asynchronous = true;
        begin();
        page(1, 2, 3);

        open.get(1).done(null);
        time.pass(INTERVAL);
        assertEquals(List.of(), saved);
        open.get(0).done(null);
        time.pass(INTERVAL);

        assertEquals(List.of("2"), saved);
    }

    @Test
    void record_fails_isGivenAgainAndNothingLaterIsHandedOverOrSaved() {
        failing = "2";
        // The waits in between add up to more than an interval, whatever their jitter.
        failures = 4;
        begin();

        page(1, 2, 3);
        assertEquals(List.of("1"), handled);
        assertTrue(shard.trouble().orElseThrow().contains("failed by the test"));
        time.pass(INTERVAL);
        assertEquals(List.of("1"), saved);
        time.pass(Duration.ofSeconds(10));

        assertEquals(List.of("1", "2", "3"), handled);
        assertEquals("3", saved.get(saved.size() - 1));
        assertEquals(Optional.empty(), shard.trouble());
    }

    @Test
    void handler_throwsAnError_reachesTheLibraryNeverAndTheRecordComesAgain() {
        failing = "error";
        failures = 1;
        begin();

        page(1);
        time.pass(Duration.ofSeconds(1));

        assertEquals(List.of("1"), handled);
    }

    @Test
    void lease_expired_nothingIsHandedOverOrSavedAndTheLibraryIsToldToLeaveIt() {
        asynchronous = true;
        maxInFlight = 1;
        begin();
        page(1, 2);
        lease = Optional.empty();
        time.pass(Duration.ofMillis(10));

        open.get(0).done(null);
        time.pass(Duration.ofSeconds(5));
        page(3);

        assertEquals(List.of("1"), handled);
        assertEquals(List.of(), saved);
        assertEquals(List.of(SHARD), dropped, "a renewal under way would keep it, and nobody would read");
    }

    @Test
    void lease_takenAgainByTheSameWorker_isLeftToItsNewReader() {
        begin();
        page(1);
        lease = Optional.of(new LeaseBook.Held(UUID.randomUUID(), false));
        time.pass(INTERVAL);

        page(2);

        assertEquals(List.of("1"), handled);
        assertEquals(List.of(), saved);
        assertEquals(List.of(), dropped);
    }

    @Test
    void lease_goneBeforeTheFirstPage_isLeft() {
        lease = Optional.empty();
        begin();

        page(1);

        assertEquals(List.of(), handled);
        assertEquals(List.of(SHARD), dropped);
    }

    @Test
    void lease_askedFor_nothingNewBeginsAndWhatIsDoneIsSaved() {
        maxInFlight = 2;
        asynchronous = true;
        begin();
        page(1, 2, 3);
        lease = lease.map(held -> new LeaseBook.Held(held.token(), true));
        time.pass(Duration.ofMillis(10));
        open.forEach(completion -> completion.done(null));

        askFor();
        page(4);

        assertEquals(List.of("1", "2"), handled);
        assertEquals(List.of("2"), saved);
    }

    @Test
    void lease_askedForWhileARecordIsProcessed_isHandedOverOnceItIsDone() throws Exception {
        asynchronous = true;
        begin();
        page(1);
        CountDownLatch returned = new CountDownLatch(1);
        Thread library = new Thread(() -> {
            askFor();
            returned.countDown();
        });

        library.start();
        Awaitility.await().until(() -> library.getState() == Thread.State.TIMED_WAITING);
        assertEquals(1, returned.getCount());
        open.get(0).done(null);

        assertTrue(returned.await(10, TimeUnit.SECONDS));
        assertEquals(List.of("1"), saved);
    }

    @Test
    void save_refusedBecauseTheLeaseIsGone_stopsTheShard() {
        begin();
        page(1);
        refusal = new ShutdownException("another worker has it");
        time.pass(INTERVAL);
        refusal = null;

        page(2);
        time.pass(INTERVAL);

        assertEquals(List.of("1"), handled);
        assertEquals(List.of(), saved);
    }

    @Test
    void save_throttled_isToldAndTriedAgain() {
        begin();
        page(1);
        refusal = new ThrottlingException("too many writes");
        time.pass(INTERVAL);
        assertTrue(shard.trouble().orElseThrow().contains("too many writes"));
        refusal = null;
        time.pass(INTERVAL);

        assertEquals(List.of("1"), saved);
        assertEquals(Optional.empty(), shard.trouble());
    }

    @Test
    void shard_askedForWhileTheTableIsThrottled_isSavedBeforeItIsHandedOver() throws Exception {
        begin();
        page(1);
        refusal = new ThrottlingException("too many writes");
        Thread library = new Thread(this::askFor);
        library.start();
        await().until(() -> shard.trouble().isPresent());
        refusal = null;

        library.join();

        assertEquals(List.of("1"), saved);
    }

    @Test
    void shard_ended_isSavedOnceEverythingIsDone() throws Exception {
        asynchronous = true;
        begin();
        page(1, 2);
        CountDownLatch returned = new CountDownLatch(1);
        Thread library = new Thread(() -> {
            end();
            returned.countDown();
        });

        open.get(1).done(null);
        library.start();
        Awaitility.await().until(() -> library.getState() == Thread.State.TIMED_WAITING);
        assertEquals(List.of(), saved);
        open.get(0).done(null);

        assertTrue(returned.await(10, TimeUnit.SECONDS));
        assertEquals(List.of("SHARD_END"), saved);
        assertEquals(List.of(), shards.all());
    }

    @Test
    void shard_endedAndTheLeaseIsGone_isNotSavedAndTheLibraryGetsItsThreadBack() {
        asynchronous = true;
        begin();
        page(1);
        lease = Optional.empty();
        time.pass(Duration.ofMillis(10));

        end();

        assertEquals(List.of(), saved);
    }

    /** The library asks again and again at the end of a shard, and gives the lease away after half a minute only. */
    @Test
    void shard_endedAndTheLeaseIsAskedFor_isLeftAtOnce() {
        asynchronous = true;
        maxInFlight = 1;
        begin();
        page(1, 2);
        lease = lease.map(held -> new LeaseBook.Held(held.token(), true));
        time.pass(Duration.ofMillis(10));
        open.get(0).done(null);

        end();

        assertEquals(List.of("1"), handled);
        assertEquals(List.of("1"), saved);
        assertEquals(List.of(SHARD), handedOver);
        assertEquals(List.of(SHARD), dropped);
    }

    @Test
    void parts_ofAnAggregate_areSavedByTheirNumberAndTheLastOneAsItself() {
        asynchronous = true;
        begin();
        process(List.of(part(1, 0), part(1, 1), part(1, 2), record(2)));
        assertEquals(List.of("1/0", "1/1", "1/2", "2"), handled);

        open.get(0).done(null);
        open.get(1).done(null);
        time.pass(INTERVAL);
        open.get(2).done(null);
        time.pass(INTERVAL);
        open.get(3).done(null);
        time.pass(INTERVAL);

        assertEquals(List.of("1/1", "1/2", "2"), saved);
    }

    @Test
    void pages_moreThanTheRouteTakes_keepTheLibraryWaitingUntilTheLeaseIsGone() throws Exception {
        asynchronous = true;
        maxInFlight = 1;
        begin();
        page(1, 2);
        page(3);
        Thread library = new Thread(() -> page(4));

        library.start();
        Awaitility.await().until(() -> library.getState() == Thread.State.TIMED_WAITING);
        assertTrue(library.isAlive());
        lease = Optional.empty();
        time.pass(Duration.ofMillis(10));

        library.join(10_000);
        assertFalse(library.isAlive());
        assertEquals(List.of("1"), handled);
    }

    @Test
    void lost_whileARecordFails_isNotGivenAgain() {
        failing = "1";
        failures = 1;
        begin();
        page(1);

        lose();
        time.pass(Duration.ofMinutes(1));

        assertEquals(List.of(), handled);
        assertEquals(List.of(), shards.all());
    }

    @Test
    void pause_handsNothingOverAndGoesOnAfterwards() {
        begin();
        paused = true;
        page(1);
        time.pass(Duration.ofSeconds(1));
        assertEquals(List.of(), handled);

        paused = false;
        time.pass(Duration.ofSeconds(2));

        assertEquals(List.of("1"), handled);
        assertEquals(List.of("1"), saved);
    }

    @Test
    void finish_savesWhatIsDoneAndLeavesTheRest() throws Exception {
        asynchronous = true;
        begin();
        page(1, 2);
        open.get(0).done(null);

        shard.finish(Duration.ofMillis(50));
        open.get(1).done(null);
        time.pass(INTERVAL.multipliedBy(2));

        assertEquals(List.of("1"), saved);
    }

    @Test
    void lost_beforeItWasBegun_isOver() {
        make();

        lose();

        assertEquals(List.of(), shards.all());
        assertEquals(List.of(), dropped, "the library does that by itself");
    }

    @Test
    void lease_askedForBeforeItWasBegun_isLeftToTheLibrary() {
        make();

        askFor();
        lose();

        assertEquals(List.of(), saved);
    }

    @Test
    void stop_inTheMiddleOfAPage_handsNoMoreOver() throws Exception {
        whenHandled = number -> {
            if (number.equals("2")) {
                shard.stop();
            }
        };
        begin();

        page(1, 2, 3, 4);
        shard.finish(Duration.ofSeconds(10));

        assertEquals(List.of("1", "2"), handled);
        assertEquals(List.of("2"), saved);
    }

    @Test
    void shard_begunWhileTheWorkerStops_handsNothingOver() {
        make();
        shards.stop();

        initialize();
        page(1, 2);

        assertEquals(List.of(), handled);
    }
}
