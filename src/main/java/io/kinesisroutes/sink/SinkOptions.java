// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

import java.time.Duration;

/**
 * How a sink writes.
 *
 * @param linger how long a record waits for others to share its request while other requests are under way; zero or more
 * @param requestsInFlight how many requests may be under way, at least 1
 * @param bufferedBytes how much may be taken in and not be stored yet, keys included, at least 1
 * @param deliveryTimeout how long a record is tried, from the moment it was taken in
 * @param recordsPerSecond how many records a second go to one shard; 0 for no limit, neither on records nor on bytes
 */
public record SinkOptions(
        Duration linger, int requestsInFlight, int bufferedBytes, Duration deliveryTimeout, int recordsPerSecond) {

    boolean isPaced() {
        return recordsPerSecond > 0;
    }
}
