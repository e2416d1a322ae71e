// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kinesisroutes.access.RoleArn;

/**
 * The permissions of a role that exists, as its owner adds them.
 *
 * @param description one line of ASCII
 */
record PermissionsTemplate(RoleArn role, String description, JsonNode policy) {

    JsonNode in(PolicyFormat format) {
        return switch (format) {
            case JSON -> policy;
            case CLOUDFORMATION -> cloudFormation();
            case TERRAFORM -> TextNode.valueOf(terraform());
        };
    }

    private JsonNode cloudFormation() {
        ObjectNode template = JsonNodeFactory.instance.objectNode();
        template.put("AWSTemplateFormatVersion", "2010-09-09");
        template.put("Description", description);
        ObjectNode resource = template.putObject("Resources").putObject("Permissions");
        resource.put("Type", "AWS::IAM::RolePolicy");
        ObjectNode properties = resource.putObject("Properties");
        properties.put("RoleName", RoleTemplate.name(role));
        properties.put("PolicyName", RoleTemplate.POLICY_NAME);
        properties.set("PolicyDocument", policy);
        return template;
    }

    private String terraform() {
        return "resource \"aws_iam_role_policy\" \"" + RoleTemplate.id(role) + "\" {\n"
                + "  name = \"" + RoleTemplate.POLICY_NAME + "\"\n"
                + "  role = \"" + RoleTemplate.name(role) + "\"\n\n"
                + "  policy = " + RoleTemplate.heredoc(policy)
                + "}";
    }
}
