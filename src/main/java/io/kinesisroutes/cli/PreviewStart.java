// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;

/**
 * From where on records are shown.
 *
 * @param position as AWS wants it
 * @param patience how long to wait for records that are not there yet
 */
record PreviewStart(StartingPosition position, Duration patience) {

    private static final Duration FOR_NEW_ONES = Duration.ofSeconds(5);

    /** What is not written yet. */
    private static final PreviewStart LATEST = new PreviewStart(of(ShardIteratorType.LATEST), FOR_NEW_ONES);

    /** Reads the option. */
    static final class Converter implements ITypeConverter<PreviewStart> {
        @Override
        public PreviewStart convert(String text) {
            return switch (text.toUpperCase(Locale.ROOT)) {
                case "TRIM_HORIZON" -> new PreviewStart(of(ShardIteratorType.TRIM_HORIZON), Duration.ZERO);
                case "LATEST" -> LATEST;
                default -> new PreviewStart(at(timestamp(text)), Duration.ZERO);
            };
        }

        private static Instant timestamp(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw new TypeConversionException("'" + TerminalText.safe(text)
                        + "' is neither TRIM_HORIZON, LATEST nor a time in UTC. Example: 2026-01-31T12:00:00Z");
            }
        }
    }

    private static StartingPosition of(ShardIteratorType type) {
        return StartingPosition.builder().type(type).build();
    }

    /** The first record that arrived then or later. */
    static StartingPosition at(Instant time) {
        return StartingPosition.builder()
                .type(ShardIteratorType.AT_TIMESTAMP)
                .timestamp(time)
                .build();
    }
}
