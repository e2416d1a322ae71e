// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import io.kinesisroutes.local.LocalAwsOptions;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * Where a scenario takes place. Immutable.
 *
 * @param shards of the stream at the beginning
 * @param aws how the local AWS behaves
 * @param route what the route does with a record
 * @param trouble what goes wrong in the route, see {@link Trouble}
 * @param position where the reading starts
 * @param access as whom the stream is read
 * @param checkpointInterval of our source; stock has none
 * @param maxInFlight of our source, for each shard; empty: its default, which is not checked
 * @param ordered whether the route keeps the order of a partition key at all
 * @param patience how long nothing new may arrive before the missing records are given up
 */
record Setup(
        int shards,
        LocalAwsOptions aws,
        RouteKind route,
        String trouble,
        Position position,
        Access access,
        Duration checkpointInterval,
        OptionalInt maxInFlight,
        boolean ordered,
        Duration patience) {

    /** Where the reading starts. */
    enum Position {
        TRIM_HORIZON,
        LATEST,
        AT_TIMESTAMP
    }

    /** As whom the stream is read. */
    enum Access {
        /** A user of the stream's account; its keys last. */
        USER,
        /** A role of the stream's account, for a session that soon ends. Stock cannot assume one: it gets a session's credentials. */
        ROLE
    }

    static Setup defaults() {
        return new Setup(
                2,
                LocalAwsOptions.defaults(),
                RouteKind.PLAIN,
                Trouble.NONE,
                Position.TRIM_HORIZON,
                Access.USER,
                Duration.ofSeconds(1),
                OptionalInt.empty(),
                true,
                Duration.ofSeconds(15));
    }

    Setup withShards(int value) {
        return new Setup(
                value, aws, route, trouble, position, access, checkpointInterval, maxInFlight, ordered, patience);
    }

    Setup withAws(LocalAwsOptions value) {
        return new Setup(
                shards, value, route, trouble, position, access, checkpointInterval, maxInFlight, ordered, patience);
    }

    Setup withRoute(RouteKind value) {
        return new Setup(
                shards, aws, value, trouble, position, access, checkpointInterval, maxInFlight, ordered, patience);
    }

    Setup withTrouble(String value) {
        return new Setup(
                shards, aws, route, value, position, access, checkpointInterval, maxInFlight, ordered, patience);
    }

    Setup withPosition(Position value) {
        return new Setup(
                shards, aws, route, trouble, value, access, checkpointInterval, maxInFlight, ordered, patience);
    }

    Setup withAccess(Access value) {
        return new Setup(
                shards, aws, route, trouble, position, value, checkpointInterval, maxInFlight, ordered, patience);
    }

    Setup withCheckpointInterval(Duration value) {
        return new Setup(shards, aws, route, trouble, position, access, value, maxInFlight, ordered, patience);
    }

    Setup withMaxInFlight(int value) {
        return new Setup(
                shards,
                aws,
                route,
                trouble,
                position,
                access,
                checkpointInterval,
                OptionalInt.of(value),
                ordered,
                patience);
    }

    Setup withOrdered(boolean value) {
        return new Setup(
                shards, aws, route, trouble, position, access, checkpointInterval, maxInFlight, value, patience);
    }

    Setup withPatience(Duration value) {
        return new Setup(
                shards, aws, route, trouble, position, access, checkpointInterval, maxInFlight, ordered, value);
    }
}
