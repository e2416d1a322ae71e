// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.shard;

import java.util.Optional;

/** Where the pages of one shard come from; asks the shard for a step when there is one. Thread-safe. */
public interface RecordSource {

    /** The next page if it is there; may ask for the one after it. */
    Optional<Page> take();

    /** Whether {@link #take()} has something. */
    boolean hasPage();

    /** Why the shard cannot be read; empty if it can, or if that may pass any moment. */
    Optional<String> whyNotRead();
}
