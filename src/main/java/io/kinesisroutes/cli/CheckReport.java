// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Prints the steps of a check as they come, or all of them as JSON at its end. Not thread-safe. */
final class CheckReport {

    private static final int NAME_WIDTH = 48;

    private final Output output;
    private final long recordsPerWorker;
    private final ArrayNode sides = JsonNodeFactory.instance.arrayNode();
    private final List<CheckStep> bad = new ArrayList<>();
    private final List<String> notTried = new ArrayList<>();
    private ObjectNode current;

    CheckReport(Output output, long recordsPerWorker) {
        this.output = output;
        this.recordsPerWorker = recordsPerWorker;
    }

    void begin(Side side, String title) {
        boolean first = sides.isEmpty();
        current = sides.addObject().put("side", side.toString()).put("stream", title);
        current.putArray("steps");
        if (!output.isJson()) {
            output.plain((first ? "" : "\n") + side + ": " + title);
        }
    }

    void step(CheckStep step) {
        if (!step.status().isFine()) {
            bad.add(step);
        }
        if (step.status() == CheckStep.Status.NOT_TRIED) {
            notTried.add(step.name());
        }
        current.withArray("steps")
                .addObject()
                .put("status", step.status().name())
                .put("step", step.name())
                .put("answer", step.answer())
                .put("fix", step.fix());
        if (output.isJson()) {
            return;
        }
        output.line(
                "  ",
                step.status().style(),
                String.format("%-8s", step.status().mark()),
                String.format("%-" + NAME_WIDTH + "s  %s", step.name(), indented(step.answer())));
        if (step.fix() != null) {
            output.plain("            -> " + indented(step.fix()));
        }
    }

    void capacity(Capacity capacity) {
        current.putObject("capacity")
                .put("shards", capacity.shards())
                .put("recordsPerSecond", capacity.recordsPerSecond())
                .put("bytesWrittenPerSecond", capacity.bytesWrittenPerSecond())
                .put("bytesReadPerSecond", capacity.bytesReadPerSecond())
                .put("readsPerSecond", capacity.readsPerSecond())
                .put("recordsPerWorker", recordsPerWorker)
                .put("workers", capacity.workers(recordsPerWorker));
        if (!output.isJson()) {
            output.plain("          capacity: " + capacity.text(recordsPerWorker));
        }
    }

    void end() {
        if (output.isJson()) {
            ObjectNode all = JsonNodeFactory.instance.objectNode().put("fine", isFine());
            all.set("sides", sides);
            output.json(all);
        } else {
            output.plain("\n" + (isFine() ? fine() : problems()));
        }
    }

    private String fine() {
        return notTried.isEmpty()
                ? "All is fine."
                : "All that was tried is fine; not tried: " + String.join(", ", notTried) + ".";
    }

    private String problems() {
        return bad.size() == 1 ? "1 step needs somebody, see above." : bad.size() + " steps need somebody, see above.";
    }

    boolean isFine() {
        return bad.isEmpty();
    }

    private static String indented(String text) {
        return text.strip().replace("\n", "\n               ");
    }
}
