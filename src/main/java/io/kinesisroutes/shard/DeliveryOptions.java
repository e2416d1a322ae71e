// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.shard;

import java.time.Duration;

/**
 * How the records of a shard are handed over.
 *
 * @param recordsPerExchange how many records are handed over together, at most
 * @param maxInFlight how many records of a shard may be handed over beyond the last one that is safe; records that are
 *     handed over together go as long as there is room for one of them
 * @param checkpointInterval how often the positions are saved
 */
public record DeliveryOptions(int recordsPerExchange, int maxInFlight, Duration checkpointInterval) {}
