// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.cli.ReplayLedger.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Says about every second how far a replay is. For one thread. */
final class ReplayProgress {

    static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Output output;
    private final ReplayLedger ledger;
    private final InstantSource clock;
    private Instant last;

    ReplayProgress(Output output, ReplayLedger ledger, InstantSource clock) {
        this.output = output;
        this.ledger = ledger;
        this.clock = clock;
        this.last = clock.instant();
    }

    /** Says it if a second has passed since it was said. */
    void tick(int sent, int total) {
        Instant now = clock.instant();
        if (Duration.between(last, now).compareTo(INTERVAL) >= 0) {
            last = now;
            output.aside("%d of %d: %d replayed, %d dead-lettered again, %d failed"
                    .formatted(
                            sent,
                            total,
                            ledger.get(Entry.REPLAYED),
                            ledger.get(Entry.DEAD_LETTERED_AGAIN),
                            ledger.get(Entry.FAILED)));
        }
    }
}
