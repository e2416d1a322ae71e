// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.util.List;

/**
 * How many records may come twice.
 *
 * @param duplicates the most
 * @param reason what they may be; empty if that needs no word
 */
record DuplicateBound(int duplicates, String reason) {

    /** What a checkpoint may take on a busy machine from when it is due until it is on the disk. */
    private static final long CHECKPOINT_TAKES_MILLIS = 300;

    static DuplicateBound of(int duplicates) {
        return new DuplicateBound(duplicates, "");
    }

    /**
     * For each kill, what was delivered since the last checkpoint before it.
     *
     * @param killedAtMillis in rising order
     */
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
        String reason =
                killedAtMillis.isEmpty() ? "" : "what came in the last %d ms before each kill".formatted(window);
        return new DuplicateBound(duplicates, reason);
    }

    /** What was delivered while it was in doubt whether it would be known as delivered. */
    static DuplicateBound of(List<Delivery> deliveries, List<Doubt> doubts) {
        long duplicates = deliveries.stream()
                .filter(delivery -> doubts.stream().anyMatch(doubt -> doubt.covers(delivery)))
                .count();
        String reason = doubts.isEmpty() ? "" : doubts.get(doubts.size() - 1).reason();
        return new DuplicateBound((int) duplicates, reason);
    }

    /** As the name of a scenario states it. */
    @Override
    public String toString() {
        return "duplicates <= " + duplicates + (reason.isEmpty() ? "" : ", " + reason);
    }
}
