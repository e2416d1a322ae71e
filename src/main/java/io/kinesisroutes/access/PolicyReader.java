// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a policy, bare or in the answers of {@code aws iam get-role}, {@code get-role-policy} and
 * {@code get-policy-version}. What IAM would not save is refused, so that a misspelled element is not taken for a missing
 * one.
 */
public final class PolicyReader {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final List<String> PLACES =
            List.of("", "/Role/AssumeRolePolicyDocument", "/PolicyDocument", "/PolicyVersion/Document");

    private static final Set<String> ELEMENTS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");

    private PolicyReader() {}

    /**
     * Reads the text of a policy.
     *
     * @throws IllegalArgumentException if it is none; the message says why, as the rest of a sentence that begins with the
     *     policy
     */
    public static PolicyDocument read(String json) {
        JsonNode statements = statements(parse(json));
        List<PolicyStatement> all = new ArrayList<>();
        elements(statements).forEach(node -> all.add(statement(node, "Statement[" + all.size() + "]")));
        require(!all.isEmpty(), "has an empty Statement");
        boolean trust = all.get(0).principals() != null;
        require(
                all.stream().allMatch(statement -> (statement.principals() != null) == trust),
                "has a Principal in some of its statements and none in others");
        return new PolicyDocument(all);
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " in line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new IllegalArgumentException("is not JSON" + where + ": " + e.getOriginalMessage(), e);
        }
    }

    private static JsonNode statements(JsonNode root) {
        return PLACES.stream()
                .map(root::at)
                .filter(place -> place.path("Statement").isContainerNode())
                .map(place -> place.get("Statement"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is JSON and no policy: it has no Statement"));
    }

    private static PolicyStatement statement(JsonNode node, String where) {
        require(node.isObject(), "has no object at " + where);
        node.fieldNames()
                .forEachRemaining(name -> require(
                        ELEMENTS.contains(name), "has an element that IAM does not know, " + name + ", in " + where));
        String effect = node.path("Effect").asText();
        require(effect.equals("Allow") || effect.equals("Deny"), "has neither Allow nor Deny as Effect of " + where);
        PolicyPrincipals principals = principals(node, where);
        return new PolicyStatement(
                effect.equals("Allow"),
                principals,
                patterns(node, "Action", where),
                principals == null ? patterns(node, "Resource", where) : everything(node, where),
                conditions(node, where));
    }

    private static PolicyPatterns everything(JsonNode node, String where) {
        require(
                !node.has("Resource") && !node.has("NotResource"),
                "has a Principal and a Resource in " + where
                        + ": it is the policy of neither a role's trust nor a role's" + " permissions");
        return PolicyPatterns.EVERYTHING;
    }

    private static PolicyPatterns patterns(JsonNode node, String element, String where) {
        boolean negated = node.has("Not" + element);
        require(node.has(element) != negated, "needs either " + element + " or Not" + element + " in " + where);
        String name = negated ? "Not" + element : element;
        return new PolicyPatterns(texts(node.get(name), where + "." + name), negated);
    }

    private static PolicyPrincipals principals(JsonNode node, String where) {
        boolean negated = node.has("NotPrincipal");
        if (!negated && !node.has("Principal")) {
            return null;
        }
        require(node.has("Principal") != negated, "has both Principal and NotPrincipal in " + where);
        String name = negated ? "NotPrincipal" : "Principal";
        JsonNode element = node.get(name);
        if (element.isTextual()) {
            require(
                    element.asText().equals(PolicyPrincipals.EVERYBODY),
                    "has a " + name + " without a kind in " + where);
            return new PolicyPrincipals(List.of(PolicyPrincipals.EVERYBODY), List.of(), negated);
        }
        require(element.isObject(), "has a " + name + " of the wrong form in " + where);
        List<String> others = new ArrayList<>();
        for (Map.Entry<String, JsonNode> kind : element.properties()) {
            if (!kind.getKey().equals("AWS")) {
                texts(kind.getValue(), where + "." + name).forEach(one -> others.add(kind.getKey() + " " + one));
            }
        }
        List<String> aws = element.has("AWS") ? texts(element.get("AWS"), where + "." + name) : List.of();
        return new PolicyPrincipals(aws, others, negated);
    }

    private static List<PolicyCondition> conditions(JsonNode node, String where) {
        JsonNode condition = node.path("Condition");
        require(condition.isMissingNode() || condition.isObject(), "has a Condition of the wrong form in " + where);
        List<PolicyCondition> conditions = new ArrayList<>();
        for (Map.Entry<String, JsonNode> operator : condition.properties()) {
            require(operator.getValue().isObject(), "has a Condition of the wrong form in " + where);
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
                conditions.add(new PolicyCondition(
                        operator.getKey(), key.getKey(), texts(key.getValue(), where + "." + operator.getKey())));
            }
        }
        return List.copyOf(conditions);
    }

    private static List<String> texts(JsonNode node, String where) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : elements(node)) {
            require(element.isValueNode() && !element.isNull(), "has something else than text in " + where);
            texts.add(element.asText());
        }
        return List.copyOf(texts);
    }

    private static Iterable<JsonNode> elements(JsonNode node) {
        return node.isArray() ? node : List.of(node);
    }

    private static void require(boolean condition, String wrong) {
        if (!condition) {
            throw new IllegalArgumentException(wrong);
        }
    }
}
