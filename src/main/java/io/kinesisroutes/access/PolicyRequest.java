// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import java.util.Map;
import java.util.Optional;

/**
 * What a policy is asked.
 *
 * @param resource {@code null} for the role itself, whose trust policy names no resource
 * @param caller {@code null} for the identity whose permissions are asked
 * @param known of each condition key that is known, in small letters, what the request holds, empty if nothing
 */
record PolicyRequest(String action, String resource, String caller, Map<String, Optional<String>> known) {

    private static final String EXTERNAL_ID = PolicyCondition.lower(IamPolicies.EXTERNAL_ID);

    static PolicyRequest call(String action, String resource) {
        return new PolicyRequest(action, resource, null, Map.of());
    }

    /** The same for a request that holds something besides. */
    PolicyRequest with(String key, String value) {
        return new PolicyRequest(action, resource, caller, Map.of(PolicyCondition.lower(key), Optional.of(value)));
    }

    static PolicyRequest assume(String caller, Optional<String> externalId) {
        return new PolicyRequest(IamPolicies.ASSUME_ROLE, null, caller, Map.of(EXTERNAL_ID, externalId));
    }
}
