// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinesisroutes.cli.ReplayLedger.Entry;
import io.kinesisroutes.json.Envelope;
import io.kinesisroutes.json.JsonGate;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Says what a replay would send where, and sends nothing. */
final class ReplayRehearsal {

    private final Output output;
    private final JsonGate gate;
    private final String target;
    private final ReplayLedger ledger;
    private final ReplayProblems problems;
    private int sent;
    private int passed;

    /**
     * What would be done with a record.
     *
     * @param gate that it would have to pass
     * @param target where it would be sent
     */
    record Plan(JsonGate gate, String target) {}

    ReplayRehearsal(Output output, Plan plan, ReplayLedger ledger, ReplayProblems problems) {
        this.output = output;
        this.gate = plan.gate();
        this.target = plan.target();
        this.ledger = ledger;
        this.problems = problems;
    }

    void run(List<EnvelopePlace> places, Function<EnvelopePlace, Optional<Entry>> earlier) {
        for (EnvelopePlace place : places) {
            Optional<Entry> known = earlier.apply(place);
            if (known.isPresent()) {
                ledger.count(known.get());
                continue;
            }
            try {
                show(place, place.load());
            } catch (IOException e) {
                ledger.count(Entry.FAILED);
                problems.add(place.part().toString(), String.valueOf(e.getMessage()));
            }
        }
        sum();
    }

    private void show(EnvelopePlace place, Envelope envelope) {
        Verdict verdict = Verdict.of(gate, envelope.data());
        sent++;
        passed += verdict.isOk() ? 1 : 0;
        if (output.isJson()) {
            output.plain(JsonLine.write(document(place, envelope, verdict)));
        } else {
            output.plain("%s %s %s: %s"
                    .formatted(
                            TerminalText.safe(String.valueOf(envelope.origin().shardId())),
                            envelope.origin().sequenceNumber(),
                            TerminalText.safe(String.valueOf(envelope.partitionKey())),
                            verdict.isOk() ? "ok" : TerminalText.safe(verdict.reason())));
        }
    }

    private ObjectNode document(EnvelopePlace place, Envelope envelope, Verdict verdict) {
        return JsonLine.object("would-send")
                .put("id", place.id())
                .put("where", place.part().toString())
                .put("stream", envelope.origin().stream())
                .put("shardId", envelope.origin().shardId())
                .put("sequenceNumber", envelope.origin().sequenceNumber())
                .put("partitionKey", envelope.partitionKey())
                .put("size", envelope.data().length)
                .put("to", target)
                .put("verdict", verdict.isOk() ? "ok" : verdict.reason())
                .put("pointer", verdict.pointer());
    }

    private void sum() {
        if (output.isJson()) {
            ObjectNode document = JsonLine.object("rehearsal").put("to", target).put("wouldSend", sent);
            output.plain(JsonLine.write(document.put("passesSchema", passed)
                    .put("alreadyDone", ledger.get(Entry.ALREADY_DONE))
                    .put("stillDeadLetters", ledger.get(Entry.STILL_DEAD_LETTER))
                    .put("duplicates", ledger.get(Entry.DUPLICATE))
                    .put("notAnEnvelope", ledger.get(Entry.NOT_AN_ENVELOPE))));
        } else {
            output.plain(
                    "would send %d to %s, of which %d pass the schema now; already done %d, still dead letters %d, duplicates %d, not an envelope %d"
                            .formatted(
                                    sent,
                                    target,
                                    passed,
                                    ledger.get(Entry.ALREADY_DONE),
                                    ledger.get(Entry.STILL_DEAD_LETTER),
                                    ledger.get(Entry.DUPLICATE),
                                    ledger.get(Entry.NOT_AN_ENVELOPE)));
        }
    }
}
