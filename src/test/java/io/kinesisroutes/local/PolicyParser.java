// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads policy JSON and refuses what IAM refuses when a policy is saved. */
final class PolicyParser {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PolicyParser() {}

    static PolicyDocument trustPolicy(String json) {
        PolicyDocument policy = parse(json, PolicyParser::trustStatement);
        checkLength(json, Limits.TRUST_POLICY_CHARACTERS);
        return policy;
    }

    static PolicyDocument permissionPolicy(String json) {
        return parse(json, PolicyParser::permissionStatement);
    }

    private interface StatementReader {
        Statement read(JsonNode node);
    }

    private static PolicyDocument parse(String json, StatementReader reader) {
        try {
            JsonNode statements = JSON.readTree(json).path("Statement");
            require(statements.isContainerNode(), "Missing required field Statement");
            List<Statement> parsed = new ArrayList<>();
            elements(statements).forEach(node -> parsed.add(reader.read(node)));
            return new PolicyDocument(List.copyOf(parsed));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Syntax errors in policy: " + e.getOriginalMessage(), e);
        }
    }

    private static Statement trustStatement(JsonNode node) {
        require(node.has("Principal") != node.has("NotPrincipal"), "A trust policy statement needs one Principal");
        require(!node.has("Resource") && !node.has("NotResource"), "Has prohibited field Resource");
        boolean negated = node.has("NotPrincipal");
        PrincipalElement principal =
                new PrincipalElement(principals(node.get(negated ? "NotPrincipal" : "Principal")), negated);
        return new Statement(
                allow(node),
                Optional.of(principal),
                patterns(node, "Action"),
                PatternSet.everything(),
                conditions(node));
    }

    private static Statement permissionStatement(JsonNode node) {
        require(!node.has("Principal") && !node.has("NotPrincipal"), "Policy document should not specify a principal.");
        return new Statement(
                allow(node), Optional.empty(), patterns(node, "Action"), patterns(node, "Resource"), conditions(node));
    }

    private static boolean allow(JsonNode node) {
        String effect = node.path("Effect").asText();
        require(effect.equals("Allow") || effect.equals("Deny"), "Effect must be Allow or Deny, not: " + effect);
        return effect.equals("Allow");
    }

    private static PatternSet patterns(JsonNode node, String element) {
        boolean negated = node.has("Not" + element);
        require(node.has(element) != negated, "A statement needs either " + element + " or Not" + element);
        return new PatternSet(texts(node.get(negated ? "Not" + element : element)), negated);
    }

    private static List<String> principals(JsonNode node) {
        if (node.isTextual()) {
            require(node.asText().equals("*"), "Invalid principal in policy: " + node);
            return List.of("*");
        }
        return node.has("AWS") ? texts(node.get("AWS")) : List.of();
    }

    private static List<Condition> conditions(JsonNode node) {
        List<Condition> conditions = new ArrayList<>();
        for (Map.Entry<String, JsonNode> operator : node.path("Condition").properties()) {
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
                conditions.add(new Condition(operator.getKey(), key.getKey(), texts(key.getValue())));
            }
        }
        return List.copyOf(conditions);
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        elements(node).forEach(element -> texts.add(element.asText()));
        return List.copyOf(texts);
    }

    private static Iterable<JsonNode> elements(JsonNode node) {
        return node.isArray() ? node : List.of(node);
    }

    private static void checkLength(String json, int limit) {
        long length = json.chars().filter(c -> !Character.isWhitespace(c)).count();
        require(length <= limit, "Policy of " + length + " characters exceeds the quota of " + limit);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException("MalformedPolicyDocument: " + message);
        }
    }
}
