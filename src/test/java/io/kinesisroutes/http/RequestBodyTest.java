// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RequestBodyTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> texts(List<byte[]> records) {
        return records.stream()
                .map(record -> new String(record, StandardCharsets.UTF_8))
                .toList();
    }

    private static List<String> document(String body) throws RequestRefusedException {
        return texts(RequestBody.document(bytes(body)));
    }

    /** Documents with everything in them that could be taken for a border. */
    @Provide
    Arbitrary<String> documents() {
        Arbitrary<String> texts =
                Arbitraries.strings().withChars("[]{},:\\\"é \t").ofMaxLength(6).map(RequestBodyTest::quoted);
        Arbitrary<String> leaves =
                Arbitraries.oneOf(texts, Arbitraries.of("1", "-1.5e3", "true", "null", "[]", "{}", " 7 "));
        return Arbitraries.recursive(
                () -> leaves,
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(3).map(list -> "[" + String.join(" , ", list) + "]"),
                        inner.map(value -> "{\"a\\\"]\":" + value + ",\"b\": [" + value + "]}")),
                0,
                3);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t") + '"';
    }

    @Property
    void document_array_isItsElementsByteForByte(@ForAll("documents") String a, @ForAll("documents") String b)
            throws RequestRefusedException {
        assertEquals(List.of(a, b, a), document(" [" + a + "," + b + "," + a + "]\n"));
        assertEquals(List.of(a), document("[" + a + "]"));
    }

    @Test
    void document_noArray_isOneRecord() throws RequestRefusedException {
        assertEquals(List.of(" {\"a\":[1,2]}"), document(" {\"a\":[1,2]}"));
        assertEquals(List.of(""), document(""));
    }

    @Test
    void document_arrayWithoutElements_isNone() throws RequestRefusedException {
        assertEquals(List.of(), document("[ ]"));
    }

    @Test
    void document_missingElements_areRecordsThatAreNoJson() throws RequestRefusedException {
        assertEquals(List.of("1", "", "2", ""), document("[1,,2,]"));
    }

    @Test
    void document_arrayThatDoesNotEndOrGoesOn_isRefused() {
        for (String body : List.of("[", "[1", "[{\"a\":1]", "[\"a]", "[\"a\\", "[1]]", "[1] 2", "[1}")) {
            assertThrows(RequestRefusedException.class, () -> document(body), body);
        }
    }

    @Test
    void lines_areRecordsUnlessTheyAreBlank() {
        assertEquals(List.of("1", "2\r", " 3"), texts(RequestBody.lines(bytes("1\n2\r\n\n \t\r\n 3"))));
        assertEquals(List.of(), texts(RequestBody.lines(bytes("\n"))));
    }
}
