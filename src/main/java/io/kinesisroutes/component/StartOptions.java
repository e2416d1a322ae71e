// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.config.Problems;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.camel.component.aws2.kinesis.Kinesis2Configuration;
import org.apache.camel.util.ObjectHelper;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;

/** Reads from an endpoint's options where to begin. */
final class StartOptions {

    private static final long MILLIS_FROM = 100_000_000_000L;

    private StartOptions() {}

    static StartingPosition read(Kinesis2Configuration configuration, Problems problems) {
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
        if (configuration.isUseKclConsumers()) {
            problems.add(
                    "iteratorType",
                    configuration.getIteratorType().name(),
                    "does not go with useKclConsumers=true: a sequence number belongs to one shard",
                    "Example: iteratorType=AT_TIMESTAMP&messageTimestamp=2026-01-31T12:00:00Z");
            return;
        }
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

    /** Epoch milliseconds, epoch seconds, or ISO 8601; as the stock component, but a whole number below 1e11 is seconds. */
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
