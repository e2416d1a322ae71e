// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinesisroutes.demo.Earthquakes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonGateTest {

    private static final String EARTHQUAKE = "file:schemas/earthquake.schema.json";

    private static JsonGate gate(String schema) {
        JsonGate gate = new JsonGate();
        gate.setCamelContext(new DefaultCamelContext());
        gate.setSchema(schema);
        gate.init();
        return gate;
    }

    private static Exchange exchange(byte[] body) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setBody(body);
        return exchange;
    }

    private static InvalidRecordException refused(JsonGate gate, byte[] body) {
        return assertThrows(InvalidRecordException.class, () -> gate.process(exchange(body)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void process_realEarthquakes_passWithTheirBytesAndTheirDocument() throws Exception {
        JsonGate gate = gate(EARTHQUAKE);
        gate.setKeepDocument(true);
        List<byte[]> good = Earthquakes.good();
        assertEquals(1_707, good.size());

        for (byte[] report : good) {
            Exchange exchange = exchange(report);
            gate.process(exchange);
            assertArrayEquals(report, (byte[]) exchange.getMessage().getBody());
            assertInstanceOf(JsonNode.class, exchange.getProperty(JsonGate.DOCUMENT));
        }
    }

    @Test
    void process_nobodyWantsTheDocument_itIsNotKept() throws Exception {
        Exchange exchange = exchange(utf8("{}"));

        gate(null).process(exchange);

        assertNull(exchange.getProperty(JsonGate.DOCUMENT));
    }

    @Test
    void process_damagedEarthquakes_areRefusedForWhatIsWrong() {
        JsonGate gate = gate(EARTHQUAKE);
        List<byte[]> damaged = Earthquakes.damaged(Earthquakes.good());
        assertEquals(34, damaged.size());

        for (int i = 0; i < damaged.size(); i++) {
            InvalidRecordException e = refused(gate, damaged.get(i));
            String expected =
                    switch (i % 4) {
                        case 0 -> "not JSON: ";
                        case 1 ->
                            "not what the schema asks for: /properties/mag: string found, [number, null] expected";
                        case 2 -> "not what the schema asks for: : required property 'id' not found";
                        default -> "not UTF-8: malformed at byte ";
                    };
            assertTrue(e.getMessage().startsWith(expected), e.getMessage());
            assertEquals(i % 4 == 1 ? "/properties/mag" : "", e.pointer());
            assertEquals(0, e.getStackTrace().length);
        }
    }

    @Test
    void process_whatIsNotOneJsonDocumentInUtf8_isRefused() {
        JsonGate gate = gate(null);

        assertEquals("not JSON: the record is empty", refused(gate, new byte[0]).getMessage());
        assertTrue(refused(gate, utf8("{} {}")).getMessage().startsWith("not JSON: Trailing token"));
        assertTrue(refused(gate, utf8("{'a':1}")).getMessage().startsWith("not JSON: Unexpected character"));
        assertTrue(refused(gate, utf8("NaN")).getMessage().startsWith("not JSON: "));
        assertTrue(refused(gate, "{}".getBytes(StandardCharsets.UTF_16LE))
                .getMessage()
                .startsWith("not JSON: Illegal character"));
        // A surrogate, and a slash in two bytes: Jackson alone would take both.
        assertEquals(
                "not UTF-8: malformed at byte 1",
                refused(gate, new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'})
                        .getMessage());
        assertEquals(
                "not UTF-8: malformed at byte 1",
                refused(gate, new byte[] {'"', (byte) 0xC0, (byte) 0xAF, '"'}).getMessage());
        assertTrue(refused(gate, null).getMessage().startsWith("not JSON: there is no body"));
    }

    @Test
    void process_unfinishedDocument_saysWhereItBeganAndNothingOfTheParser() throws Exception {
        assertEquals(
                "not JSON: Unexpected end-of-input: expected close marker for Object"
                        + " (start marker at line: 1, column: 1), at character 1",
                refused(gate(""), utf8("{")).getMessage());
        assertEquals(
                "not JSON: Unexpected end-of-input: expected close marker for Array"
                        + " (start marker at line: 2, column: 6), at character 8",
                refused(gate(""), utf8("{\n\"a\": [")).getMessage());
    }

    @Test
    void process_noSchema_anyJsonPasses() throws Exception {
        JsonGate gate = gate("");

        for (String json :
                List.of("{}", "[]", "1", "\"text\"", "null", " {\"a\":1} \n", "\uFEFF{}", "\"\u00e9\uD83D\uDE00\"")) {
            gate.process(exchange(utf8(json)));
        }
    }

    @Test
    void process_schemaWithReferenceToAFileBesideIt_isChecked(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("id.json"), "{\"type\":\"string\",\"minLength\":3}");
        Path schema =
                Files.writeString(directory.resolve("order.json"), "{\"properties\":{\"id\":{\"$ref\":\"id.json\"}}}");
        JsonGate gate = gate("file:" + schema);

        gate.process(exchange(utf8("{\"id\":\"abc\"}")));

        assertEquals("/id", refused(gate, utf8("{\"id\":\"ab\"}")).pointer());
    }

    @Test
    void process_manyThingsWrong_namesFiveAndCountsTheRest(@TempDir Path directory) throws IOException {
        Path schema = Files.writeString(directory.resolve("s.json"), "{\"items\":{\"type\":\"string\"}}");

        String message =
                refused(gate("file:" + schema), utf8("[1,2,3,4,5,6,7,8]")).getMessage();

        assertTrue(message.endsWith("; and 3 more"), message);
    }
}
