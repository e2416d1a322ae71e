// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.stream;

import java.time.Instant;

/**
 * A shard iterator.
 *
 * @param value good for {@link KinesisLimits#ITERATOR_LIFETIME}
 * @param issued the time at AWS when it was made, to the second and never later
 */
public record IssuedIterator(String value, Instant issued) {}
