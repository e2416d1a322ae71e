// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import io.kinesisroutes.access.ProbeAnswer.Outcome;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/** What the answers to the three probes say of a role. */
public enum RoleTrust {
    /** It lets the deployment in, and only with the deployment's account name. */
    GUARDED,
    /** It lets in whoever sends any ExternalId, or none: its rights can be borrowed. */
    OPEN,
    /** It does not let the deployment in. */
    CLOSED,
    /** Not everything was answered; ask again. */
    UNKNOWN;

    /** Pure. One open door is enough to be open, whatever the rest is. */
    public static RoleTrust of(Collection<ProbeAnswer> answers) {
        Map<Probe, Outcome> outcomes = new EnumMap<>(Probe.class);
        answers.forEach(answer -> outcomes.put(answer.probe(), answer.outcome()));
        Outcome right = outcomes.get(Probe.RIGHT_EXTERNAL_ID);
        Outcome wrong = outcomes.get(Probe.WRONG_EXTERNAL_ID);
        Outcome none = outcomes.get(Probe.NO_EXTERNAL_ID);
        if (wrong == Outcome.ACCEPTED || none == Outcome.ACCEPTED) {
            return OPEN;
        }
        if (right == Outcome.REFUSED) {
            return CLOSED;
        }
        return right == Outcome.ACCEPTED && wrong == Outcome.REFUSED && none == Outcome.REFUSED ? GUARDED : UNKNOWN;
    }
}
