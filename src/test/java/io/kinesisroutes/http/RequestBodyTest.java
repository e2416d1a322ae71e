// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class RequestBodyTest {

    private static final int ANY = Integer.MAX_VALUE;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> texts(List<byte[]> records) {
        return records.stream()
                .map(record -> new String(record, StandardCharsets.UTF_8))
                .toList();
    }

    private static List<String> document(String body) throws RequestRefusedException {
        return texts(new RequestBody(bytes(body), ANY).document());
    }

    private static List<String> lines(String body) throws RequestRefusedException {
        return texts(new RequestBody(bytes(body), ANY).lines());
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
    void lines_areRecordsUnlessTheyAreBlank() throws RequestRefusedException {
        assertEquals(List.of("1", "2\r", " 3"), lines("1\n2\r\n\n \t\r\n 3"));
        assertEquals(List.of(), lines("\n"));
    }

    @Test
    void records_asManyAsMayBe_areTakenAndOneMoreIsRefused() throws RequestRefusedException {
        assertEquals(List.of("1", "2"), texts(new RequestBody(bytes("1\n2\n"), 2).lines()));
        assertEquals(List.of("1", "2"), texts(new RequestBody(bytes("[1,2]"), 2).document()));
        for (String body : List.of("[1,2,3]", "[1,2,3,", "[,,,", "[1,2,3,4]")) {
            assertTooMany(() -> new RequestBody(bytes(body), 2).document());
        }
        assertTooMany(() -> new RequestBody(bytes("1\n\n2\n3"), 2).lines());
    }

    private static void assertTooMany(Executable split) {
        RequestRefusedException e = assertThrows(RequestRefusedException.class, split);
        assertEquals(413, e.status(), e::getMessage);
        assertTrue(e.getMessage().contains("more than 2 records"), e::getMessage);
    }
}
