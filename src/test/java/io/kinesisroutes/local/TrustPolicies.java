// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Trust policies as tests need them. Thread-safe: no state. */
public final class TrustPolicies {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private TrustPolicies() {}

    /**
     * Lets a principal assume the role.
     *
     * @param principal an account id, the ARN of a user, role or session, or {@code *}
     * @param externalIds the ExternalIds one of which must be sent; none: no condition
     */
    public static String allow(String principal, String... externalIds) {
        ObjectNode statement = JSON.objectNode();
        statement.put("Effect", "Allow");
        statement.putObject("Principal").put("AWS", principal);
        statement.put("Action", "sts:AssumeRole");
        if (externalIds.length == 1) {
            externalIdCondition(statement).put("sts:ExternalId", externalIds[0]);
        } else if (externalIds.length > 1) {
            ArrayNode values = externalIdCondition(statement).putArray("sts:ExternalId");
            for (String externalId : externalIds) {
                values.add(externalId);
            }
        }
        return document(statement);
    }

    private static ObjectNode externalIdCondition(ObjectNode statement) {
        return statement.putObject("Condition").putObject("StringEquals");
    }

    static String document(ObjectNode statement) {
        ObjectNode document = JSON.objectNode();
        document.put("Version", "2012-10-17");
        document.putArray("Statement").add(statement);
        return document.toString();
    }
}
