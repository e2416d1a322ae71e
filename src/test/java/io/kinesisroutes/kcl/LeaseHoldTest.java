// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.time.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** When a shard may be read, as the leases that the library holds change. */
class LeaseHoldTest implements LeaseBook {

    private static final Duration A_MOMENT = Duration.ofMillis(5);

    private final ManualTime time = new ManualTime();
    private final List<String> dropped = new ArrayList<>();
    private Optional<Held> lease = Optional.of(new Held(UUID.randomUUID(), false));
    private int looks;

    @Override
    public Optional<Held> held(String shardId) {
        looks++;
        return lease;
    }

    @Override
    public void drop(String shardId) {
        dropped.add(shardId);
    }

    private LeaseHold hold() {
        return new LeaseHold("shard", this, time::nanos);
    }

    private void askFor() {
        lease = lease.map(held -> new Held(held.token(), true));
    }

    @Test
    void lease_held_isHeldAndNotLost() {
        LeaseHold hold = hold();

        time.pass(Duration.ofHours(1));

        assertTrue(hold.isHeld());
        assertFalse(hold.isLost());
        assertEquals(List.of(), dropped);
    }

    @Test
    void look_countsForAMoment() {
        LeaseHold hold = hold();
        looks = 0;
        lease = Optional.empty();

        time.pass(A_MOMENT.minusNanos(1));
        assertTrue(hold.isHeld());
        assertEquals(0, looks, "asked for each record");
        time.pass(Duration.ofNanos(1));

        assertFalse(hold.isHeld(), "a process that was stopped for long asks at once");
        assertTrue(hold.isLost());
    }

    @Test
    void lease_expired_isDroppedAndNeverHeldAgain() {
        Optional<Held> before = lease;
        LeaseHold hold = hold();
        lease = Optional.empty();
        time.pass(A_MOMENT);
        assertFalse(hold.isHeld());

        lease = before;
        time.pass(A_MOMENT);

        assertFalse(hold.isHeld(), "what came meanwhile was left out");
        assertEquals(List.of("shard"), dropped, "once, for the library to notice");
    }

    @Test
    void lease_takenAnewByThisWorker_isNotThisHolds() {
        LeaseHold hold = hold();
        lease = Optional.of(new Held(UUID.randomUUID(), false));
        time.pass(A_MOMENT);

        assertTrue(hold.isLost());
        assertEquals(List.of(), dropped, "it belongs to another reader");
        assertTrue(hold().isHeld());
    }

    @Test
    void lease_askedFor_isNeitherHeldNorLost() {
        LeaseHold hold = hold();
        askFor();
        time.pass(A_MOMENT);

        assertFalse(hold.isHeld(), "nothing new is begun");
        assertFalse(hold.isLost(), "what is done is still saved");
        assertEquals(List.of(), dropped);

        lease = Optional.empty();
        time.pass(A_MOMENT);
        assertTrue(hold.isLost());
    }

    @Test
    void lease_askedForAndNoLonger_isNotHeldAgain() {
        Optional<Held> before = lease;
        LeaseHold hold = hold();
        askFor();
        time.pass(A_MOMENT);
        assertFalse(hold.isHeld());

        lease = before;
        time.pass(A_MOMENT);

        assertFalse(hold.isHeld(), "what came meanwhile was left out");
    }

    @Test
    void lease_goneFromTheBeginning_isLostAndDropped() {
        lease = Optional.empty();

        LeaseHold hold = hold();

        assertTrue(hold.isLost());
        assertEquals(List.of("shard"), dropped);
    }

    @Test
    void lost_dropsTheLeaseOnce() {
        LeaseHold hold = hold();

        hold.lost();
        hold.lost();

        assertTrue(hold.isLost());
        assertEquals(List.of("shard"), dropped);
    }
}
