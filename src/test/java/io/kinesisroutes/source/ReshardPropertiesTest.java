// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.checkpoint.ShardPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeTry;
import software.amazon.awssdk.services.kinesis.model.SequenceNumberRange;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;

/** Any history of splits and merges, read while it happens, with restarts in between. */
class ReshardPropertiesTest {

    private final List<Shard> stream = new ArrayList<>();
    private final Set<String> read = new HashSet<>();
    private Map<String, ShardPosition> positions;

    @BeforeTry
    void forget() {
        stream.clear();
        read.clear();
    }

    private static Shard shard(int number, String parent, String adjacent) {
        return Shard.builder()
                .shardId("shardId-" + number)
                .parentShardId(parent)
                .adjacentParentShardId(adjacent)
                .sequenceNumberRange(SequenceNumberRange.builder()
                        .startingSequenceNumber("1")
                        .build())
                .build();
    }

    private List<Shard> open() {
        return stream.stream().filter(shard -> !ShardGraph.isClosed(shard)).toList();
    }

    private String close(Shard shard) {
        stream.set(
                stream.indexOf(shard),
                shard.toBuilder()
                        .sequenceNumberRange(
                                range -> range.startingSequenceNumber("1").endingSequenceNumber("2"))
                        .build());
        return shard.shardId();
    }

    private void reshard(Random random) {
        List<Shard> open = open();
        Shard one = open.get(random.nextInt(open.size()));
        if (random.nextBoolean() || open.size() == 1) {
            String parent = close(one);
            stream.add(shard(stream.size(), parent, null));
            stream.add(shard(stream.size(), parent, null));
        } else {
            Shard other = open.get((open.indexOf(one) + 1) % open.size());
            String parent = close(one);
            stream.add(shard(stream.size(), parent, close(other)));
        }
    }

    private void begin(StartingPosition start) {
        positions = StartPositions.first(stream, start, Instant.EPOCH);
    }

    private Set<String> ended() {
        return positions.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof ShardPosition.End)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private void readOne(Random random) {
        positions = StartPositions.next(stream, positions);
        List<Shard> readable = ShardGraph.readable(stream, ended()).stream()
                .filter(ShardGraph::isClosed)
                .toList();
        if (readable.isEmpty()) {
            return;
        }
        Shard shard = readable.get(random.nextInt(readable.size()));
        for (String parent : parents(shard)) {
            assertTrue(ended().contains(parent), shard.shardId() + " is read before its parent " + parent);
        }
        assertTrue(read.add(shard.shardId()), shard.shardId() + " is read twice");
        positions.put(shard.shardId(), ShardPosition.END);
    }

    private static List<String> parents(Shard shard) {
        return Stream.of(shard.parentShardId(), shard.adjacentParentShardId())
                .filter(parent -> parent != null)
                .toList();
    }

    @Property
    void shards_anyHistory_areReadParentsFirstAndCompletely(
            @ForAll @IntRange(min = 1, max = 5) int first, @ForAll @IntRange(max = 40) int steps, @ForAll long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < first; i++) {
            stream.add(shard(i, null, null));
        }
        begin(StartingPosition.builder().type(ShardIteratorType.TRIM_HORIZON).build());

        for (int i = 0; i < steps; i++) {
            if (random.nextBoolean()) {
                reshard(random);
            } else {
                readOne(random);
            }
        }
        for (int i = 0; i < stream.size(); i++) {
            readOne(random);
        }

        Set<String> closed =
                stream.stream().filter(ShardGraph::isClosed).map(Shard::shardId).collect(Collectors.toSet());
        assertEquals(closed, read);
        Set<String> readable = ShardGraph.readable(stream, ended()).stream()
                .map(Shard::shardId)
                .collect(Collectors.toSet());
        assertEquals(open().stream().map(Shard::shardId).collect(Collectors.toSet()), readable);
    }

    @Property
    void latest_reshardedBeforeAndAfter_skipsWhatWasAndReadsAllThatCame(
            @ForAll @IntRange(max = 20) int before, @ForAll @IntRange(max = 20) int after, @ForAll long seed) {
        Random random = new Random(seed);
        stream.add(shard(0, null, null));
        for (int i = 0; i < before; i++) {
            reshard(random);
        }
        Set<String> old =
                stream.stream().filter(ShardGraph::isClosed).map(Shard::shardId).collect(Collectors.toSet());
        begin(StartingPosition.builder().type(ShardIteratorType.LATEST).build());
        for (int i = 0; i < after; i++) {
            reshard(random);
        }

        for (int i = 0; i < stream.size(); i++) {
            readOne(random);
        }

        Set<String> expected = stream.stream()
                .filter(ShardGraph::isClosed)
                .map(Shard::shardId)
                .filter(id -> !old.contains(id))
                .collect(Collectors.toSet());
        assertEquals(expected, read);
    }

    @Property
    void positions_ofShardsPastRetention_areForgottenAndTheirChildrenAreRead(@ForAll long seed) {
        Random random = new Random(seed);
        stream.add(shard(0, null, null));
        begin(StartingPosition.builder().type(ShardIteratorType.TRIM_HORIZON).build());
        for (int i = 0; i < 10; i++) {
            reshard(random);
        }
        Map<String, ShardPosition> known = new LinkedHashMap<>(positions);
        stream.removeIf(ShardGraph::isClosed);

        positions = StartPositions.next(stream, known);

        assertEquals(stream.stream().map(Shard::shardId).collect(Collectors.toSet()), positions.keySet());
        assertEquals(stream.size(), ShardGraph.readable(stream, ended()).size());
    }
}
