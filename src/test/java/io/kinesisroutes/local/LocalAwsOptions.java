// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * How a {@link LocalAws} behaves. Immutable.
 *
 * @param port 0 takes a free one
 * @param clock what the server takes for now: arrival times, expiry of iterators and sessions
 * @param signingClock what signing dates are compared with, and the Date header; apart from the other clock because the
 *     SDK signs with the system's, and once it is told that this is wrong it corrects itself for the whole JVM
 * @param iteratorLifetime how long a shard iterator lives
 * @param sessionLifetime how long sessions live, whatever DurationSeconds asked for; empty: as asked
 * @param signatureChecked whether signatures are computed and compared; everything else about a caller always is
 * @param partition of every account: aws, aws-cn, aws-us-gov
 */
public record LocalAwsOptions(
        int port,
        Clock clock,
        Clock signingClock,
        Duration iteratorLifetime,
        Optional<Duration> sessionLifetime,
        boolean signatureChecked,
        String partition) {

    public static LocalAwsOptions defaults() {
        return new LocalAwsOptions(
                0, Clock.systemUTC(), Clock.systemUTC(), Duration.ofMinutes(5), Optional.empty(), true, "aws");
    }

    public LocalAwsOptions withPort(int value) {
        return new LocalAwsOptions(
                value, clock, signingClock, iteratorLifetime, sessionLifetime, signatureChecked, partition);
    }

    public LocalAwsOptions withClock(Clock value) {
        return new LocalAwsOptions(
                port, value, signingClock, iteratorLifetime, sessionLifetime, signatureChecked, partition);
    }

    public LocalAwsOptions withSigningClock(Clock value) {
        return new LocalAwsOptions(port, clock, value, iteratorLifetime, sessionLifetime, signatureChecked, partition);
    }

    public LocalAwsOptions withIteratorLifetime(Duration value) {
        return new LocalAwsOptions(port, clock, signingClock, value, sessionLifetime, signatureChecked, partition);
    }

    public LocalAwsOptions withSessionLifetime(Duration value) {
        return new LocalAwsOptions(
                port, clock, signingClock, iteratorLifetime, Optional.of(value), signatureChecked, partition);
    }

    public LocalAwsOptions withSignatureChecked(boolean value) {
        return new LocalAwsOptions(port, clock, signingClock, iteratorLifetime, sessionLifetime, value, partition);
    }

    public LocalAwsOptions withPartition(String value) {
        return new LocalAwsOptions(
                port, clock, signingClock, iteratorLifetime, sessionLifetime, signatureChecked, value);
    }
}
