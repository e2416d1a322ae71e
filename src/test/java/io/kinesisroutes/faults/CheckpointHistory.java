// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The checkpoints of a table as they follow each other: none may go back. Not thread-safe. */
final class CheckpointHistory {

    private static final String SHARD_END = "SHARD_END";

    private final Map<String, Lease> latest = new HashMap<>();
    private final List<String> setbacks = new ArrayList<>();

    void take(List<Lease> leases) {
        leases.forEach(this::take);
    }

    private void take(Lease lease) {
        Lease before = latest.put(lease.shardId(), lease);
        if (before != null && compare(lease, before) < 0) {
            setbacks.add("the checkpoint of %s went back from %s to %s"
                    .formatted(lease.shardId(), before.checkpoint(), lease.checkpoint()));
        }
    }

    private static int compare(Lease one, Lease other) {
        int order = rank(one).compareTo(rank(other));
        if (order != 0 || !isNumber(one.checkpoint())) {
            return order;
        }
        int sequence = new BigInteger(one.checkpoint()).compareTo(new BigInteger(other.checkpoint()));
        return sequence != 0 ? sequence : Long.compare(one.subSequence(), other.subSequence());
    }

    /** Before any record, at one, after all. */
    private static Integer rank(Lease lease) {
        if (lease.checkpoint().equals(SHARD_END)) {
            return 2;
        }
        return isNumber(lease.checkpoint()) ? 1 : 0;
    }

    private static boolean isNumber(String checkpoint) {
        return !checkpoint.isEmpty() && Character.isDigit(checkpoint.charAt(0));
    }

    /** In words. */
    List<String> setbacks() {
        return setbacks;
    }
}
