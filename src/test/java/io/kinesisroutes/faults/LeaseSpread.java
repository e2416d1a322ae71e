// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How the shards are spread over the workers. */
final class LeaseSpread {

    private LeaseSpread() {}

    /** Whether each open shard is somebody's, and no worker has two more than another. */
    static boolean isEven(List<Lease> leases, Collection<String> openShardIds, int workers) {
        Map<String, Integer> counts = new HashMap<>();
        Set<String> owned = new HashSet<>();
        for (Lease lease : leases) {
            if (openShardIds.contains(lease.shardId()) && !lease.owner().isEmpty()) {
                owned.add(lease.shardId());
                counts.merge(lease.owner(), 1, Integer::sum);
            }
        }
        if (owned.size() < openShardIds.size() || counts.size() != Math.min(workers, openShardIds.size())) {
            return false;
        }
        return workers > openShardIds.size()
                || Collections.max(counts.values()) - Collections.min(counts.values()) <= 1;
    }
}
