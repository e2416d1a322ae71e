// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.time.Duration;

/** What a fault does to a call. */
sealed interface FaultEffect {

    /** Answers with an error, before or after the call is carried out. */
    record Fail(AwsError error, boolean afterwards) implements FaultEffect {}

    /** Lets entries of a PutRecords fail. */
    record FailEntries(EntryChoice chosen, String code, String message) implements FaultEffect {}

    /** Chooses entries by their index in the request and the shard that they go to. */
    @FunctionalInterface
    interface EntryChoice {
        boolean test(int index, String shardId);
    }

    /** Closes the connection instead of answering. */
    record Drop(boolean afterwards) implements FaultEffect {}

    /** Answers later; other faults may apply as well. */
    record Delay(Duration shortest, Duration longest) implements FaultEffect {}
}
