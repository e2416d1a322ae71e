// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Kamelets, the endpoint's options and the README say the same. */
class KameletAgreementTest {

    private static final String METADATA = "/META-INF/io/kinesisroutes/component/kinesis-routes.json";

    static Stream<KameletFile> kamelets() {
        return KameletFile.all().stream();
    }

    private static JsonNode options() throws IOException {
        try (InputStream in = KinesisComponent.class.getResourceAsStream(METADATA)) {
            return new JsonMapper().readTree(in).path("properties");
        }
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void options_areTheEndpointsWithTheirTypesDefaultsAndValues(KameletFile kamelet) throws IOException {
        JsonNode options = options();
        for (Map.Entry<String, String> used : kamelet.options().entrySet()) {
            JsonNode option = options.path(used.getKey());
            Map<?, ?> property = kamelet.properties().get(used.getValue());
            assertTrue(option.isObject(), () -> "no option " + used.getKey());
            assertTrue(property != null, () -> "no property " + used.getValue());
            assertEquals(
                    "integer".equals(option.path("type").asText()),
                    "integer".equals(property.get("type")),
                    used::getKey);
            assertEquals(
                    option.path("defaultValue").asText(""),
                    property.containsKey("default") ? property.get("default").toString() : "",
                    used::getKey);
            if (property.get("enum") instanceof List<?> values) {
                List<String> allowed = new ArrayList<>();
                option.path("enum").forEach(value -> allowed.add(value.asText()));
                assertTrue(allowed.containsAll(values), () -> used.getKey() + " takes " + allowed);
            }
        }
    }

    @Test
    void names_thatDiffer_areThoseThatErrorsAreToldBy() {
        Map<String, String> renamed = new TreeMap<>();
        kamelets().forEach(kamelet -> renamed.putAll(kamelet.options()));
        renamed.entrySet().removeIf(entry -> entry.getKey().equals(entry.getValue()));

        assertEquals(new TreeMap<>(KinesisKameletComponent.PROPERTY_OF_OPTION), renamed);
    }

    @Test
    void position_itsValues_areThoseThatAreTaken() {
        KameletFile source = kamelets()
                .filter(kamelet -> kamelet.name().equals("kinesis-source"))
                .findFirst()
                .orElseThrow();

        assertEquals(
                KinesisKameletComponent.POSITIONS,
                source.properties().get("position").get("enum"));
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void readme_tellsEachPropertyWithItsDefault(KameletFile kamelet) throws IOException {
        Map<String, String> told = new TreeMap<>();
        for (String[] row : readmeRows()) {
            if (Arrays.asList(row[1].split(", ", -1)).contains(kamelet.label())) {
                told.put(row[0].replace("`", ""), row[3]);
            }
        }

        assertEquals(new TreeSet<>(kamelet.properties().keySet()), told.keySet());
        kamelet.properties().forEach((name, property) -> {
            if (property.containsKey("default")) {
                assertEquals("`" + property.get("default") + "`", told.get(name), name);
            } else {
                assertEquals(kamelet.required().contains(name), "required".equals(told.get(name)), name);
            }
        });
    }

    @Test
    void readme_valuesOfAnEnum_areAllTold() throws IOException {
        List<String[]> rows = readmeRows();
        kamelets().forEach(kamelet -> kamelet.properties().forEach((name, property) -> {
            if (property.get("enum") instanceof List<?> values) {
                String meaning = rows.stream()
                        .filter(row -> row[0].equals("`" + name + "`"))
                        .map(row -> row[2])
                        .findFirst()
                        .orElseThrow();
                assertTrue(values.stream().allMatch(value -> meaning.contains("`" + value + "`")), meaning);
            }
        }));
    }

    private static List<String[]> readmeRows() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String section = readme.substring(readme.indexOf("### Kamelets"));
        String table = section.substring(section.indexOf("| property | of |"));
        List<String[]> rows = table.substring(0, table.indexOf("\n\n"))
                .lines()
                .skip(2)
                .map(line -> line.substring(2, line.length() - 1).strip().split(" ?\\| ?", -1))
                .toList();
        assertTrue(rows.size() > 10 && rows.stream().allMatch(row -> row.length >= 4), () -> table);
        return rows;
    }
}
