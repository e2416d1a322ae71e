// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.json.JsonGate;
import io.kinesisroutes.shard.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import software.amazon.awssdk.services.kinesis.model.Record;

/** A preview for a person. */
final class PreviewTable implements PreviewReport {

    private static final int KEY = 14;
    private static final int SEQUENCE = 14;
    private static final String ROW = "  %-20s %s %s %8s %-3s %s";

    private final Output output;
    private final JsonGate gate;
    private final int width;

    PreviewTable(Output output, JsonGate gate, int width) {
        this.output = output;
        this.gate = gate;
        this.width = width;
    }

    @Override
    public void shard(ShardPreview preview) {
        if (preview.failure() != null) {
            output.plain(preview.id() + "  cannot be read: " + TerminalText.safe(preview.failure()));
        } else if (preview.look().records().isEmpty()) {
            output.plain(preview.id() + "  no records" + (preview.isOpen() ? "" : ", closed"));
        } else {
            output.plain(preview.id() + "  " + shown(preview.look()) + (preview.isOpen() ? "" : ", closed"));
            output.plain(row("arrival", "key", "sequence", "bytes", "", "value").stripTrailing());
            preview.look().records().forEach(this::row);
        }
        output.plain("");
    }

    private static String shown(ShardLook look) {
        String records = look.shown() == 1 ? "1 record" : look.shown() + " records";
        return look.isCut() ? records + ", too large to show more at a time" : records;
    }

    private void row(SourceRecord found) {
        Record record = found.record();
        byte[] data = record.data().asByteArrayUnsafe();
        Verdict verdict = Verdict.of(gate, data);
        String row = row(
                arrival(record.approximateArrivalTimestamp()),
                record.partitionKey() == null ? "" : TerminalText.safe(record.partitionKey()),
                shortened(record.sequenceNumber()) + sub(found),
                String.valueOf(data.length),
                verdict.isOk() ? "ok" : "BAD",
                TerminalText.safe(beginning(data)));
        output.plain(TerminalText.cut(row, width).stripTrailing());
        if (!verdict.isOk()) {
            output.plain(TerminalText.cut("    " + TerminalText.safe(verdict.reason()), width));
        }
    }

    private static String row(String arrival, String key, String sequence, String bytes, String verdict, String value) {
        return ROW.formatted(
                arrival, TerminalText.fit(key, KEY), TerminalText.fit(sequence, SEQUENCE), bytes, verdict, value);
    }

    private static String arrival(Instant time) {
        return time == null ? "" : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** The first digits are those of the stream and the shard, the last ones those of the record. */
    static String shortened(String sequenceNumber) {
        int length = sequenceNumber.length();
        return length <= SEQUENCE ? sequenceNumber : ".." + sequenceNumber.substring(length - 10);
    }

    private static String sub(SourceRecord found) {
        return found.subSequenceNumber() == SourceRecord.WHOLE ? "" : "/" + found.subSequenceNumber();
    }

    /** Not all of it: ten megabytes are not for a line. */
    private String beginning(byte[] data) {
        return new String(data, 0, Math.min(data.length, 4 * width), StandardCharsets.UTF_8);
    }

    @Override
    public void summary(List<ShardPreview> shards, Heat heat) {
        new SummaryTable(output, heat).print(shards);
    }
}
