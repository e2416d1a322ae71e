// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.config.Problems;
import io.kinesisroutes.source.SourceOptions;
import io.kinesisroutes.stream.KinesisLimits;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.component.aws2.kinesis.Kinesis2Configuration;
import org.apache.camel.util.ObjectHelper;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;

/** Reads from an endpoint's options where and how much to read. */
final class StartOptions {

    private static final long MILLIS_FROM = 100_000_000_000L;

    private StartOptions() {}

    static SourceOptions read(Kinesis2Configuration configuration, Problems problems) {
        checkRange(
                "maxResultsPerRequest",
                configuration.getMaxResultsPerRequest(),
                KinesisLimits.RECORDS_PER_READ,
                problems);
        checkRange("shardMonitorInterval", configuration.getShardMonitorInterval(), Long.MAX_VALUE, problems);
        return new SourceOptions(
                start(configuration, problems),
                ObjectHelper.isEmpty(configuration.getShardId()) ? null : configuration.getShardId(),
                configuration.getMaxResultsPerRequest(),
                Duration.ofMillis(configuration.getShardMonitorInterval()));
    }

    private static void checkRange(String option, long value, long highest, Problems problems) {
        if (value < 1 || value > highest) {
            problems.add(option, String.valueOf(value), "is not in 1.." + highest, "Leave it away for a good default");
        }
    }

    private static StartingPosition start(Kinesis2Configuration configuration, Problems problems) {
        ShardIteratorType type = configuration.getIteratorType();
        StartingPosition.Builder start = StartingPosition.builder().type(type);
        switch (type) {
            case AT_TIMESTAMP -> start.timestamp(timestamp(configuration.getMessageTimestamp(), problems));
            case AT_SEQUENCE_NUMBER, AFTER_SEQUENCE_NUMBER -> {
                checkSequence(configuration, problems);
                start.sequenceNumber(configuration.getSequenceNumber());
            }
            case TRIM_HORIZON, LATEST -> {}
            default -> problems.add("iteratorType", type.name(), "is not a position", "Example: TRIM_HORIZON");
        }
        return start.build();
    }

    private static void checkSequence(Kinesis2Configuration configuration, Problems problems) {
        if (ObjectHelper.isEmpty(configuration.getSequenceNumber())) {
            problems.add("sequenceNumber", null, "is missing, iteratorType asks for it", "Set it, and shardId too");
        }
        if (ObjectHelper.isEmpty(configuration.getShardId())) {
            problems.add(
                    "shardId",
                    null,
                    "is missing: a sequence number belongs to one shard",
                    "Example: shardId=shardId-000000000000");
        }
    }

    /** As the stock component: epoch milliseconds, epoch seconds with a fraction, or ISO 8601. */
    private static Instant timestamp(String text, Problems problems) {
        try {
            return text.matches("[-+]?[\\d.]+([eE][-+]?\\d+)?") ? number(new BigDecimal(text)) : Instant.parse(text);
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            problems.add(
                    "messageTimestamp",
                    text.isEmpty() ? null : text,
                    text.isEmpty() ? "is missing, iteratorType asks for it" : "is not a time",
                    "Example: 2026-01-31T12:00:00Z");
            return Instant.EPOCH;
        }
    }

    private static Instant number(BigDecimal number) {
        boolean millis = number.abs().compareTo(BigDecimal.valueOf(MILLIS_FROM)) >= 0;
        BigDecimal nanos = number.movePointRight(millis ? 6 : 9);
        BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000L));
        return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValue());
    }
}
