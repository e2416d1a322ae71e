// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.shard;

import java.util.Iterator;

/**
 * Records that were read together.
 *
 * @param records in the order of the shard, and after those of every page before; gone through once, by one thread
 * @param isLast whether the shard is closed and holds nothing beyond this page
 */
public record Page(Iterator<SourceRecord> records, boolean isLast) {}
