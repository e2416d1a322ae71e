// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import java.util.Optional;

/**
 * What a policy is asked.
 *
 * @param resource {@code null} for the role itself, whose trust policy names no resource
 * @param caller {@code null} for the identity whose permissions are asked
 * @param externalId empty if none is sent; known only where a role is assumed
 */
record PolicyRequest(String action, String resource, String caller, Optional<String> externalId) {

    static PolicyRequest call(String action, String resource) {
        return new PolicyRequest(action, resource, null, Optional.empty());
    }

    static PolicyRequest assume(String caller, Optional<String> externalId) {
        return new PolicyRequest(IamPolicies.ASSUME_ROLE, null, caller, externalId);
    }
}
