// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import java.time.Duration;

/**
 * How soon other workers read on what a dead one held, against how often DynamoDB is asked. Both are quicker than the
 * library's defaults, with which a leader that was killed is missed for nearly three minutes.
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/kcl-configuration.html">What the library's settings mean</a>
 */
public enum Tuning {

    /**
     * A killed worker's shards are read on after 6 to 8 seconds, those of the leader after 12 to 16. Each shard costs a
     * write to the lease table every 1.7 seconds, each worker two queries a second, and one of the workers a scan a second.
     */
    MODERATE(new Knobs(
            Duration.ofSeconds(5),
            new Leader(Duration.ofSeconds(6), Duration.ofMillis(1500)),
            new Life(Duration.ofMillis(500), Duration.ofMillis(1500)),
            new Pace(Duration.ofSeconds(1), 5, Duration.ofMillis(250), Duration.ofSeconds(1)))),

    /**
     * Quicker by a third, for a write a second and shard. A process that pauses for three seconds, as for a full garbage
     * collection, loses its shards to others, and some of its records come twice.
     */
    AGGRESSIVE(new Knobs(
            Duration.ofSeconds(3),
            new Leader(Duration.ofSeconds(4), Duration.ofSeconds(1)),
            new Life(Duration.ofMillis(250), Duration.ofSeconds(1)),
            new Pace(Duration.ofSeconds(1), 5, Duration.ofMillis(200), Duration.ofMillis(500))));

    private final Knobs knobs;

    Tuning(Knobs knobs) {
        this.knobs = knobs;
    }

    Knobs knobs() {
        return knobs;
    }

    /**
     * What is turned.
     *
     * @param failover a lease that was not renewed for this long is given to another worker; it is renewed each third of it
     */
    record Knobs(Duration failover, Leader leader, Life life, Pace pace) {}

    /**
     * The worker that gives leases out.
     *
     * @param lease without a heartbeat for this long, another becomes leader; a leader too many does no harm
     */
    record Leader(Duration lease, Duration heartbeat) {}

    /**
     * How a worker says that it lives. It counts as alive for twice the time between two reports: if that is longer than
     * the failover, leases are given to the dead.
     *
     * @param sample how often a worker looks at its own load
     */
    record Life(Duration sample, Duration report) {}

    /**
     * How often the library looks whether there is something to do.
     *
     * @param assignment leases are given out; also how long a new shard waits for its first worker
     * @param assignmentsPerBalance leases are evened out at one assignment of so many. In between a worker must have had
     *     time to hand over what it was asked for: else all of it is asked for again, and then half of it moves back
     * @param dispatch the steps from a lease to a running reader are taken
     * @param parent a child looks whether its parents are finished
     */
    record Pace(Duration assignment, int assignmentsPerBalance, Duration dispatch, Duration parent) {}
}
