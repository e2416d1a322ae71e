// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kinesisroutes.access.RoleArn;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One document to print. For a program all of them are one: <code>{"documents":[{"kind":"trust","role":ARN,
 * "sides":["source"],"format":"json","document":{...}}]}</code>, without a role where it is about the deployment's own
 * identity; a document that is not JSON is a string.
 *
 * @param kind trust, permissions, role or caller
 * @param role empty for the deployment's own identity
 * @param sides that use it
 * @param document a text node where it is not JSON
 */
record PolicyPrint(String kind, Optional<RoleArn> role, Set<Side> sides, PolicyFormat format, JsonNode document) {

    /** A role, or the policies of one, in the format that the user wants. */
    static PolicyPrint of(String kind, Set<Side> sides, PolicyFormat format, RoleTemplate template) {
        JsonNode document =
                switch (format) {
                    case JSON -> kind.equals("trust") ? template.trust() : template.json();
                    case CLOUDFORMATION -> template.cloudFormation();
                    case TERRAFORM -> TextNode.valueOf(template.terraform());
                };
        return new PolicyPrint(kind, Optional.of(template.role()), sides, format, document);
    }

    /** Prints all of them: the documents one after another, or, for a program, one that holds them. */
    static void print(List<PolicyPrint> documents, Output out) {
        if (out.isJson()) {
            ObjectNode all = JsonNodeFactory.instance.objectNode();
            ArrayNode list = all.putArray("documents");
            documents.forEach(document -> list.add(document.json()));
            out.json(all);
            return;
        }
        for (PolicyPrint document : documents) {
            out.aside("# " + document.title());
            out.plain(document.text());
        }
    }

    static String sides(Set<Side> sides) {
        return sides.stream().map(Side::toString).collect(Collectors.joining(" and "));
    }

    static String whose(Optional<RoleArn> role) {
        return role.map(arn -> "the role " + arn).orElse("this deployment's own identity");
    }

    private String title() {
        String what =
                switch (kind) {
                    case "trust" -> "trust policy of ";
                    case "role" -> "";
                    case "caller" -> "all that is needed of ";
                    default -> "permissions of ";
                };
        return sides(sides) + ": " + what + whose(role) + (format == PolicyFormat.JSON ? "" : ", for " + format);
    }

    private String text() {
        return document.isTextual() ? document.asText() : PrettyJson.text(document);
    }

    private ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", kind);
        role.ifPresent(arn -> json.put("role", arn.toString()));
        ArrayNode names = json.putArray("sides");
        sides.forEach(side -> names.add(side.toString()));
        json.put("format", format.toString());
        json.set("document", document);
        return json;
    }
}
