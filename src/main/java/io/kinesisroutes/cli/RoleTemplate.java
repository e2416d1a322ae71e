// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinesisroutes.access.Permission;
import io.kinesisroutes.access.RoleArn;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A role as its owner creates it.
 *
 * @param description one line of ASCII
 * @param permissions empty for a role that is allowed nothing yet
 */
record RoleTemplate(RoleArn role, String description, JsonNode trust, Optional<JsonNode> permissions) {

    /** What the role's policy of permissions is called within the role. */
    static final String POLICY_NAME = "kinesis-routes";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The two policies side by side. */
    JsonNode json() {
        ObjectNode both = JSON.objectNode();
        both.set("trust", trust);
        permissions.ifPresent(policy -> both.set("permissions", policy));
        return both;
    }

    /** A CloudFormation template. */
    JsonNode cloudFormation() {
        ObjectNode template = JSON.objectNode();
        template.put("AWSTemplateFormatVersion", "2010-09-09");
        template.put("Description", description);
        ObjectNode resource = template.putObject("Resources").putObject("Role");
        resource.put("Type", "AWS::IAM::Role");
        ObjectNode properties = resource.putObject("Properties");
        properties.put("RoleName", name(role));
        properties.put("Path", path());
        properties.put("Description", description);
        properties.set("AssumeRolePolicyDocument", trust);
        permissions.ifPresent(policy -> properties
                .putArray("Policies")
                .addObject()
                .put("PolicyName", POLICY_NAME)
                .set("PolicyDocument", policy));
        ObjectNode output = template.putObject("Outputs").putObject("RoleArn");
        output.put("Description", "The ARN of the role, which the settings of the deployment name");
        output.putObject("Value").putArray("Fn::GetAtt").add("Role").add("Arn");
        return template;
    }

    /** A Terraform configuration. */
    String terraform() {
        String id = id(role);
        StringBuilder text = new StringBuilder();
        text.append("resource \"aws_iam_role\" \"").append(id).append("\" {\n");
        text.append("  name        = \"").append(name(role)).append("\"\n");
        text.append("  path        = \"").append(path()).append("\"\n");
        text.append("  description = \"").append(description).append("\"\n\n");
        text.append("  assume_role_policy = ").append(heredoc(trust)).append("}\n\n");
        permissions.ifPresent(policy -> text.append("resource \"aws_iam_role_policy\" \"")
                .append(id)
                .append("\" {\n")
                .append("  name = \"" + POLICY_NAME + "\"\n")
                .append("  role = aws_iam_role.")
                .append(id)
                .append(".id\n\n")
                .append("  policy = ")
                .append(heredoc(policy))
                .append("}\n\n"));
        text.append("output \"").append(id).append("_arn\" {\n");
        text.append("  value = aws_iam_role.").append(id).append(".arn\n}");
        return text.toString();
    }

    /** Terraform would take these two for expressions of its own. */
    static String heredoc(JsonNode policy) {
        String json = PrettyJson.text(policy).replace("${", "$${").replace("%{", "%%{");
        return "<<-POLICY\n" + json.indent(4) + "  POLICY\n";
    }

    /** The name of a role without its path. */
    static String name(RoleArn role) {
        return role.name().substring(role.name().lastIndexOf('/') + 1);
    }

    /** What Terraform calls a role, and what belongs to it. */
    static String id(RoleArn role) {
        return name(role).replaceAll("[^\\w-]", "_").replaceFirst("^(?=[\\d-])", "_");
    }

    /** What the role is for, in one line of ASCII. */
    static String description(List<Permission> permissions) {
        return "Lets camel-kinesis-routes "
                + permissions.stream()
                        .filter(permission -> !named(permission).isEmpty())
                        .map(permission -> verb(permission) + " " + String.join(", ", named(permission)))
                        .collect(Collectors.joining(", "));
    }

    /** What has one name; IAM takes 1000 characters, which would not hold the rest. */
    private static List<String> named(Permission permission) {
        return permission.resources().stream()
                .filter(resource -> !resource.contains("*"))
                .toList();
    }

    /** ReadStream is: read stream. */
    private static String verb(Permission permission) {
        return permission.sid().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private String path() {
        return "/" + role.name().substring(0, role.name().lastIndexOf('/') + 1);
    }
}
