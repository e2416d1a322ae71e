// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where a listing of shards goes on: what was asked for, and the last shard that was returned. */
record ShardListing(StreamAddress address, ShardFilter filter, String after, Instant created) {
    private static final String KIND = "shards";
    private static final int PARTS = 9;

    static ShardListing decode(String token) {
        List<String> parts =
                Token.decode(KIND, PARTS, token).orElseThrow(() -> AwsError.invalidArgument("Invalid NextToken."));
        Optional<Instant> timestamp = present(parts.get(6)).map(Long::parseLong).map(Instant::ofEpochMilli);
        return new ShardListing(
                new StreamAddress(parts.get(0), parts.get(1), parts.get(2), parts.get(3)),
                new ShardFilter(parts.get(4), present(parts.get(5)), timestamp),
                parts.get(7),
                Instant.ofEpochMilli(Long.parseLong(parts.get(8))));
    }

    String encode() {
        return Token.encode(
                KIND,
                address.partition(),
                address.accountId(),
                address.region(),
                address.name(),
                filter.type(),
                filter.shardId().orElse(""),
                filter.timestamp()
                        .map(Instant::toEpochMilli)
                        .map(String::valueOf)
                        .orElse(""),
                after,
                created.toEpochMilli());
    }

    void checkNotExpired(Instant now) {
        if (created.plus(Limits.NEXT_TOKEN_LIFETIME).isBefore(now)) {
            throw AwsError.kinesis(
                    "ExpiredNextTokenException", "The pagination token passed to the operation expired.");
        }
    }

    private static Optional<String> present(String part) {
        return part.isEmpty() ? Optional.empty() : Optional.of(part);
    }
}
