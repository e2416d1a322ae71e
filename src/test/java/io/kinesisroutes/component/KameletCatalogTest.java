// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the validator of Camel's own Kamelet catalog asks of a file, and what it would find at run time only. */
class KameletCatalogTest {

    private static final Set<String> SMALL_WORDS =
            Set.of("a", "an", "and", "by", "for", "in", "of", "on", "or", "the", "to");
    private static final Set<String> SPEC = Set.of("definition", "dataTypes", "dependencies", "template");
    private static final Set<String> OF_A_PROPERTY = Set.of(
            "title",
            "description",
            "type",
            "default",
            "enum",
            "pattern",
            "example",
            "format",
            "minimum",
            "maximum",
            "x-descriptors");

    static Stream<KameletFile> kamelets() {
        return KameletFile.all().stream();
    }

    @Test
    void files_areTheThree() {
        assertEquals(
                List.of("json-validate-action", "kinesis-sink", "kinesis-source"),
                kamelets().map(KameletFile::name).toList());
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void metadata_isWhatACatalogAsksFor(KameletFile kamelet) throws IOException {
        assertEquals(
                kamelet.name() + ".kamelet.yaml", kamelet.path().getFileName().toString());
        assertEquals("camel.apache.org/v1", kamelet.at("apiVersion"));
        assertEquals("Kamelet", kamelet.at("kind"));
        assertTrue(Set.of("source", "sink", "action").contains(kamelet.label()), kamelet::label);
        assertTrue(kamelet.name().endsWith("-" + kamelet.label()), kamelet::name);
        assertTrue(Set.of("Preview", "Stable").contains(kamelet.annotation("kamelet.support.level")));
        assertEquals(projectVersion(), kamelet.annotation("catalog.version"));
        for (String name : List.of("provider", "kamelet.group", "kamelet.namespace")) {
            assertTrue(!kamelet.annotation(name).isEmpty(), name);
        }
        String icon = kamelet.annotation("kamelet.icon");
        assertTrue(icon.startsWith("data:image/svg+xml;base64,"), icon);
        String svg =
                new String(Base64.getDecoder().decode(icon.substring(icon.indexOf(',') + 1)), StandardCharsets.UTF_8);
        assertTrue(svg.startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"") && svg.endsWith("</svg>"), svg);
        assertTrue(svg.length() < 1_000, svg);
        assertEquals(SPEC, kamelet.map("spec").keySet());
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void definition_saysWhatItIs(KameletFile kamelet) {
        String suffix =
                kamelet.label().substring(0, 1).toUpperCase() + kamelet.label().substring(1);
        String title = String.valueOf(kamelet.at("spec", "definition", "title"));

        assertTrue(title.endsWith(" " + suffix), title);
        assertTrue(kamelet.at("spec", "definition", "description") instanceof String text && !text.isEmpty());
        assertEquals("object", kamelet.at("spec", "definition", "type"));
        assertTrue(kamelet.properties().keySet().containsAll(kamelet.required()), kamelet.required()::toString);
        assertTrue(kamelet.properties().keySet().stream()
                .noneMatch(name -> name.toLowerCase().contains("externalid")));
    }

    @Test
    void titlesAndDescriptions_areNotUsedTwice() {
        for (String key : List.of("title", "description")) {
            Set<Object> seen = new HashSet<>();
            assertTrue(kamelets().allMatch(kamelet -> seen.add(kamelet.at("spec", "definition", key))), key);
        }
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void properties_areDescribed(KameletFile kamelet) {
        kamelet.properties().forEach((name, property) -> {
            assertTrue(OF_A_PROPERTY.containsAll(property.keySet()), () -> name + " has " + property.keySet());
            assertTrue(Set.of("string", "integer", "boolean").contains(property.get("type")), name);
            assertTrue(property.get("description") instanceof String text && !text.isEmpty(), name);
            checkTitle(name, String.valueOf(property.get("title")));
            checkDescriptors(name, property);
            checkValue(name, property, property.get("default"));
            checkValue(name, property, property.get("example"));
        });
    }

    private static void checkTitle(String name, String title) {
        assertTrue(!title.matches("(The|A|An) .*"), () -> name + " has the title " + title);
        for (String word : title.split(" ", -1)) {
            assertTrue(
                    SMALL_WORDS.contains(word) || Character.isUpperCase(word.charAt(0)),
                    () -> name + " has the title " + title);
        }
    }

    private static void checkDescriptors(String name, Map<?, ?> property) {
        List<?> descriptors = property.get("x-descriptors") instanceof List<?> list ? list : List.of();
        boolean secret = "password".equals(property.get("format"));
        assertEquals(secret, descriptors.contains("urn:camel:group:credentials"), name);
        assertEquals(secret, name.matches("(?i).*(secret|password|accesskey|token).*"), name);
        assertEquals(
                "boolean".equals(property.get("type")),
                descriptors.contains("urn:alm:descriptor:com.tectonic.ui:checkbox"),
                name);
    }

    private static void checkValue(String name, Map<?, ?> property, Object value) {
        if (value == null) {
            return;
        }
        assertEquals("integer".equals(property.get("type")), value instanceof Integer, name);
        assertTrue(!(property.get("enum") instanceof List<?> values) || values.contains(value), name);
        assertTrue(
                !(property.get("pattern") instanceof String p)
                        || value.toString().matches(p),
                name);
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void placeholders_areTheDeclaredProperties(KameletFile kamelet) {
        assertEquals(kamelet.properties().keySet(), kamelet.placeholders().keySet());
        kamelet.placeholders()
                .forEach((name, optional) -> assertEquals(
                        optional,
                        !kamelet.required().contains(name)
                                && !kamelet.properties().get(name).containsKey("default"),
                        name));
        assertTrue(kamelet.beans().stream().allMatch(bean -> bean.startsWith("local-")), kamelet.beans()::toString);
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void component_isOneThatKnowsItBelongsToAKamelet(KameletFile kamelet) {
        String template = kamelet.at("spec", "template").toString();

        assertEquals(
                template.contains("{{local-aws2-kinesis}}:"),
                template.contains(KinesisKameletComponent.KAMELET + "=" + kamelet.name() + ","),
                template);
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void template_beginsAndEndsAtTheKamelet(KameletFile kamelet) {
        boolean source = kamelet.label().equals("source");

        assertEquals(!source, "kamelet:source".equals(kamelet.at("spec", "template", "from", "uri")));
        assertEquals(source, kamelet.uris().contains("kamelet:sink"), kamelet.uris()::toString);
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void dependencies_holdWhatTheTemplateNeeds(KameletFile kamelet) throws IOException {
        assertEquals(
                List.of("camel:core", "camel:kamelet", "mvn:io.kinesisroutes:camel-kinesis-routes:" + projectVersion()),
                kamelet.list("spec", "dependencies"));
        assertTrue(
                kamelet.uris().stream().allMatch(uri -> uri.matches("(kamelet|\\{\\{local-aws2-kinesis}}):.*")),
                kamelet.uris()::toString);
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void dataTypes_haveADefaultAmongThem(KameletFile kamelet) {
        Set<?> expected = kamelet.label().equals("source") ? Set.of("out", "error") : Set.of("in", "out", "error");

        assertEquals(expected, kamelet.map("spec", "dataTypes").keySet());
        for (Object slot : expected) {
            Object standard = kamelet.at("spec", "dataTypes", slot.toString(), "default");
            Map<?, ?> type = kamelet.map("spec", "dataTypes", slot.toString(), "types", String.valueOf(standard));
            assertEquals("application/json", type.get("mediaType"), slot::toString);
        }
    }

    private static String projectVersion() throws IOException {
        Matcher matcher = Pattern.compile("<artifactId>camel-kinesis-routes</artifactId>\\s*<version>([^<]+)</version>")
                .matcher(Files.readString(Path.of("pom.xml")));
        assertTrue(matcher.find());
        return matcher.group(1);
    }
}
