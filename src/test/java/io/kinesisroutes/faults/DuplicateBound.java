// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.util.List;

/** How many records may come twice: for each kill, what was delivered since the last checkpoint before it. */
final class DuplicateBound {

    /** What a checkpoint may take on a busy machine from when it is due until it is on the disk. */
    static final long CHECKPOINT_TAKES_MILLIS = 500;

    private DuplicateBound() {}

    /** @param killedAtMillis in rising order */
    static int of(List<Delivery> deliveries, List<Long> killedAtMillis, long intervalMillis) {
        long window = intervalMillis + CHECKPOINT_TAKES_MILLIS;
        int bound = 0;
        long after = Long.MIN_VALUE;
        for (long kill : killedAtMillis) {
            long from = Math.max(after, kill - window);
            bound += (int) deliveries.stream()
                    .filter(delivery -> delivery.atMillis() > from && delivery.atMillis() <= kill)
                    .count();
            after = kill;
        }
        return bound;
    }
}
