// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/**
 * Puts stored records on a receipt, all that are waiting at a time: forcing each line to the disk by itself would take
 * longer than storing its record. Thread-safe.
 */
final class ReceiptWriter {

    private final Receipt receipt;
    private final ExecutorService thread;
    private final List<Line> waiting = new ArrayList<>();
    private volatile IOException broken;

    private record Line(String text, Consumer<IOException> onDisk) {}

    /** @param thread one only */
    ReceiptWriter(Receipt receipt, ExecutorService thread) {
        this.receipt = receipt;
        this.thread = thread;
    }

    /** @param onDisk is told when the line is on the disk, with {@code null}, or why it is not */
    void add(JsonNode line, Consumer<IOException> onDisk) {
        boolean isFirst;
        synchronized (waiting) {
            isFirst = waiting.isEmpty();
            waiting.add(new Line(JsonLine.write(line), onDisk));
        }
        if (isFirst) {
            thread.execute(this::write);
        }
    }

    private void write() {
        List<Line> lines;
        synchronized (waiting) {
            lines = List.copyOf(waiting);
            waiting.clear();
        }
        try {
            if (broken == null) {
                receipt.append(lines.stream().map(Line::text).toList());
            }
        } catch (IOException e) {
            broken = e;
        } catch (RuntimeException e) {
            // Else those who wait for their line would wait for ever.
            broken = new IOException(e);
        }
        lines.forEach(line -> line.onDisk().accept(broken));
    }

    /** Why nothing can be written any more; {@code null} if it can. */
    IOException broken() {
        return broken;
    }
}
