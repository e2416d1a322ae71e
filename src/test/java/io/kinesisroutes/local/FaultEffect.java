// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.time.Duration;
import java.util.function.IntPredicate;

/** What a fault does to a call. */
sealed interface FaultEffect {

    /** Answers with an error, before or after the call is carried out. */
    record Fail(AwsError error, boolean afterwards) implements FaultEffect {}

    /** Lets entries of a PutRecords fail, chosen by their index in the request. */
    record FailEntries(IntPredicate chosen, String code, String message) implements FaultEffect {}

    /** Closes the connection instead of answering. */
    record Drop(boolean afterwards) implements FaultEffect {}

    /** Answers later; other faults may apply as well. */
    record Delay(Duration shortest, Duration longest) implements FaultEffect {}
}
