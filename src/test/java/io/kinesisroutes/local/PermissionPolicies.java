// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Permission policies as tests need them. Thread-safe: no state. */
public final class PermissionPolicies {
    private PermissionPolicies() {}

    /**
     * Allows actions on one resource.
     *
     * @param resourceArn an ARN, wildcards allowed
     * @param actions with their prefix, as {@code kinesis:GetRecords}; wildcards allowed
     */
    public static String allow(String resourceArn, String... actions) {
        return policy("Allow", resourceArn, actions);
    }

    /** Denies actions on one resource, whatever other policies allow. */
    public static String deny(String resourceArn, String... actions) {
        return policy("Deny", resourceArn, actions);
    }

    private static String policy(String effect, String resourceArn, String... actions) {
        ObjectNode statement = JsonNodeFactory.instance.objectNode();
        statement.put("Effect", effect);
        ArrayNode list = statement.putArray("Action");
        for (String action : actions) {
            list.add(action);
        }
        statement.put("Resource", resourceArn);
        return TrustPolicies.document(statement);
    }
}
