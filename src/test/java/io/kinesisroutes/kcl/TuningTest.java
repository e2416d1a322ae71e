// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TuningTest {

    /** How long it takes a worker to give a shard up that it was asked for, as it was measured. */
    private static final Duration HAND_OVER = Duration.ofSeconds(4);

    private static void assertShorter(Duration shorter, Duration longer) {
        assertTrue(shorter.compareTo(longer) < 0, () -> shorter + " is not shorter than " + longer);
    }

    @ParameterizedTest
    @EnumSource
    void life_ofADeadWorker_isOverBeforeItsLeasesAre(Tuning tuning) {
        assertShorter(
                tuning.knobs().life().report().multipliedBy(2), tuning.knobs().failover());
    }

    @ParameterizedTest
    @EnumSource
    void life_reports_holdSamples(Tuning tuning) {
        // The first report is made after two samples.
        assertShorter(
                tuning.knobs().life().sample().multipliedBy(2),
                tuning.knobs().life().report().plusMillis(1));
    }

    @ParameterizedTest
    @EnumSource
    void balance_again_waitsUntilTheLastIsDone(Tuning tuning) {
        Tuning.Pace pace = tuning.knobs().pace();

        assertShorter(HAND_OVER, pace.assignment().multipliedBy(pace.assignmentsPerBalance()));
    }

    @ParameterizedTest
    @EnumSource
    void leader_missingTwoHeartbeats_staysLeader(Tuning tuning) {
        Tuning.Leader leader = tuning.knobs().leader();

        assertShorter(leader.heartbeat().multipliedBy(3), leader.lease());
    }

    @ParameterizedTest
    @EnumSource
    void failover_leavesTimeToRenewThrice(Tuning tuning) {
        // The library renews each third of it, less 25 ms; DynamoDB answers within a second.
        assertShorter(
                Duration.ofSeconds(1), tuning.knobs().failover().dividedBy(3).plusMillis(1));
    }

    @ParameterizedTest
    @EnumSource
    void aggressive_isNowhereSlower(Tuning tuning) {
        Tuning.Knobs quickest = Tuning.AGGRESSIVE.knobs();
        Tuning.Knobs knobs = tuning.knobs();

        assertTrue(quickest.failover().compareTo(knobs.failover()) <= 0);
        assertTrue(quickest.leader().lease().compareTo(knobs.leader().lease()) <= 0);
        assertTrue(quickest.life().report().compareTo(knobs.life().report()) <= 0);
        assertTrue(quickest.pace().dispatch().compareTo(knobs.pace().dispatch()) <= 0);
    }
}
