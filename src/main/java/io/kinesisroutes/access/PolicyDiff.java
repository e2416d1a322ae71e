// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How a policy differs in effect from the one that is needed; each difference is a sentence.
 *
 * @param tooMuch what it allows beyond need
 * @param tooLittle what is needed and not allowed
 * @param unclear what is allowed only under a condition that the policy's text does not decide
 */
public record PolicyDiff(List<String> tooMuch, List<String> tooLittle, List<String> unclear) {

    /** Whether the policies are equal in effect. */
    public boolean isEmpty() {
        return tooMuch.isEmpty() && tooLittle.isEmpty() && unclear.isEmpty();
    }

    /** Collects the differences, each of them once. */
    static final class Builder {
        private final Set<String> tooMuch = new LinkedHashSet<>();
        private final Set<String> tooLittle = new LinkedHashSet<>();
        private final Set<String> unclear = new LinkedHashSet<>();

        void tooMuch(String sentence) {
            tooMuch.add(sentence);
        }

        void tooLittle(String sentence) {
            tooLittle.add(sentence);
        }

        void unclear(String sentence) {
            unclear.add(sentence);
        }

        PolicyDiff build() {
            return new PolicyDiff(new ArrayList<>(tooMuch), new ArrayList<>(tooLittle), new ArrayList<>(unclear));
        }
    }
}
