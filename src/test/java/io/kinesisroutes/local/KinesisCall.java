// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.time.Clock;
import java.time.Instant;

/**
 * A Kinesis call that is authenticated, well-formed and permitted.
 *
 * @param address null for ListStreams
 */
record KinesisCall(
        LocalAccount account, String region, Fields in, StreamAddress address, CallScope scope, Clock clock) {

    Instant now() {
        return clock.instant();
    }

    /** The stream; a region that is not the ARN's has none of that name. */
    KinesisStream stream() {
        return account.find(address)
                .filter(stream -> address.region().equals(region))
                .orElseThrow(() -> AwsError.notFound(
                        "Stream " + address.name() + " under account " + address.accountId() + " not found."));
    }

    Shard shard(String member) {
        return shard(stream(), in.text(member).orElseThrow());
    }

    Shard shard(KinesisStream stream, String shardId) {
        return stream.shards()
                .find(shardId)
                .orElseThrow(() ->
                        AwsError.notFound("Could not find shard " + shardId + " in " + address.described() + "."));
    }
}
