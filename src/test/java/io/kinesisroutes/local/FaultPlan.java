// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.time.Duration;
import java.util.Optional;

/** What the faults in force do to one call: a delay, and at most one effect besides. */
record FaultPlan(Duration delay, Optional<FaultEffect> effect) {
    static final FaultPlan NONE = new FaultPlan(Duration.ZERO, Optional.empty());

    Optional<AwsError> errorBefore() {
        return error(false);
    }

    Optional<AwsError> errorAfter() {
        return error(true);
    }

    boolean dropBefore() {
        return effect.equals(Optional.of(new FaultEffect.Drop(false)));
    }

    boolean dropAfter() {
        return effect.equals(Optional.of(new FaultEffect.Drop(true)));
    }

    Optional<FaultEffect.FailEntries> failedEntries() {
        return effect.filter(FaultEffect.FailEntries.class::isInstance).map(FaultEffect.FailEntries.class::cast);
    }

    private Optional<AwsError> error(boolean afterwards) {
        return effect.filter(FaultEffect.Fail.class::isInstance)
                .map(FaultEffect.Fail.class::cast)
                .filter(fail -> fail.afterwards() == afterwards)
                .map(FaultEffect.Fail::error);
    }
}
