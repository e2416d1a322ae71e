// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.util.BitSet;
import java.util.List;

/** Makes the line of a sink's run: what is in the stream against what the exchanges were told. */
final class SinkLine {

    private SinkLine() {}

    /** @param stuck whether exchanges were never told of */
    static Line of(SinkScenario scenario, SinkStage stage, boolean stuck) {
        SentExchanges sent = stage.sent();
        List<Delivery> stored = Stored.in(stage.stream());
        Tally tally = Tally.of(stored, new Tally.Range(0, 0, Integer.MAX_VALUE));
        BitSet missing = sent.succeeded();
        stored.forEach(record -> missing.clear(record.number()));
        if (sent.toldTwice() > 0) {
            stage.complain(sent.toldTwice() + " exchanges were told of more than once");
        }
        if (!scenario.setup().mayFail() && !sent.failures().isEmpty()) {
            stage.complain(sent.failures().size() + " exchanges failed: " + sent.kindsOfFailure());
        }
        return new Line(
                scenario.name(),
                stage.subject().toString(),
                sent.records(),
                new Tally(missing.cardinality(), tally.duplicated(), tally.outOfOrder(), 0),
                DuplicateBound.of(stage.mostTwice()),
                true,
                stuck,
                stage.seconds());
    }
}
