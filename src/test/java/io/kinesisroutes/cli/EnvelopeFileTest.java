// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kinesisroutes.cli.EnvelopePlace.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvelopeFileTest {

    @TempDir
    private Path directory;

    /** Each document as it is visited and as it is found again, which is the same. */
    private List<String> documents(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), text);
        List<String> found = new ArrayList<>();
        new EnvelopeFile(file).visit(new EnvelopeFile.Visitor() {
            @Override
            public void document(Part part, byte[] bytes) throws IOException {
                String document = new String(bytes, StandardCharsets.UTF_8);
                assertEquals(document, new String(part.read(), StandardCharsets.UTF_8));
                found.add(part.line() + " " + document);
            }

            @Override
            public void tooLong(Part part) {
                throw new AssertionError(part);
            }
        });
        return found;
    }

    @Test
    void visit_oneDocumentOverLines_isOne() throws IOException {
        assertEquals(List.of("1 {\n\"a\": 1\n}\n"), documents("{\n\"a\": 1\n}\n"));
        assertEquals(List.of("1 {\"a\":1}"), documents("{\"a\":1}"));
    }

    @Test
    void visit_aDocumentALine_areSeveralAndBlankLinesNone() throws IOException {
        assertEquals(
                List.of("1 {\"a\":\"\u5730\"}", "3 {\"b\":2}\r", "5 {}"),
                documents("{\"a\":\"\u5730\"}\n\n{\"b\":2}\r\n  \n{}"));
    }

    @Test
    void visit_badLineAmongGoodOnes_isALineByItself() throws IOException {
        assertEquals(List.of("1 {\"torn", "2 {\"b\":2}"), documents("{\"torn\n{\"b\":2}\n"));
    }

    @Test
    void visit_noJsonAtAll_isOneThing() throws IOException {
        assertEquals(List.of("1 some\ntext\n"), documents("some\ntext\n"));
        assertEquals(List.of("1 "), documents(""));
    }
}
