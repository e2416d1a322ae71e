// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One shard: its place in the key space and in the lineage, and its records. Thread-safe. */
final class Shard {
    private final String id;
    private final HashRange range;
    private final List<String> parents;
    private final Instant created;
    private final ShardSequence sequence;
    private final ShardLog log;
    private final ShardRates rates;
    private volatile Instant closed;

    /** {@code parents}: none, the one that was split, or the two that were merged. */
    Shard(ShardSequence sequence, HashRange range, List<String> parents, Clock clock) {
        this.id = id(sequence.shard());
        this.range = range;
        this.parents = parents;
        this.created = clock.instant();
        this.sequence = sequence;
        this.log = new ShardLog(sequence, clock);
        this.rates = new ShardRates(clock);
    }

    static String id(int index) {
        return String.format(Locale.ROOT, "shardId-%012d", index);
    }

    String id() {
        return id;
    }

    HashRange range() {
        return range;
    }

    List<String> parents() {
        return parents;
    }

    Instant created() {
        return created;
    }

    ShardSequence sequence() {
        return sequence;
    }

    ShardLog log() {
        return log;
    }

    ShardRates rates() {
        return rates;
    }

    Optional<Instant> closed() {
        return Optional.ofNullable(closed);
    }

    /** Takes no more records. */
    void seal() {
        log.close();
    }

    /** Shows itself as closed. */
    void close(Instant when) {
        closed = when;
    }
}
