// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.util.List;

/**
 * How many records may come twice: for each kill, what was delivered since the last checkpoint before it.
 *
 * @param duplicates the most
 * @param windowMillis how long before a kill that checkpoint may be
 * @param kills how often the subject was killed
 */
record DuplicateBound(int duplicates, long windowMillis, int kills) {

    /** What a checkpoint may take on a busy machine from when it is due until it is on the disk. */
    private static final long CHECKPOINT_TAKES_MILLIS = 300;

    /** @param killedAtMillis in rising order */
    static DuplicateBound of(List<Delivery> deliveries, List<Long> killedAtMillis, long checkpointIntervalMillis) {
        long window = checkpointIntervalMillis + CHECKPOINT_TAKES_MILLIS;
        int duplicates = 0;
        long after = Long.MIN_VALUE;
        for (long kill : killedAtMillis) {
            long from = Math.max(after, kill - window);
            duplicates += (int) deliveries.stream()
                    .filter(delivery -> delivery.atMillis() > from && delivery.atMillis() <= kill)
                    .count();
            after = kill;
        }
        return new DuplicateBound(duplicates, window, killedAtMillis.size());
    }

    /** As the name of a scenario states it. */
    @Override
    public String toString() {
        return "duplicates <= " + duplicates
                + (kills == 0 ? "" : ", what came in the last %d ms before each kill".formatted(windowMillis));
    }
}
