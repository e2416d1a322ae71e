// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Users and roles of all accounts by ARN. Thread-safe. */
final class Identities {
    private final Map<String, Identity> identities = new ConcurrentHashMap<>();

    Identity add(Identity identity) {
        identities.put(identity.arn(), identity);
        return identity;
    }

    /**
     * A principal as IAM saves it in a trust policy: an existing user or role by its unique id, so that another one
     * created under the name later is not meant. AWS refuses ARNs of what does not exist; here they stay as they are.
     */
    String saved(String principal) {
        Identity identity = identities.get(principal);
        return identity == null || identity.deleted() ? principal : identity.id();
    }
}
