// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinesisroutes.json.JsonGate;
import io.kinesisroutes.shard.SourceRecord;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.kinesis.model.Record;

/** A preview for a program: one JSON object a record, then one a shard. */
final class PreviewJson implements PreviewReport {

    private final Output output;
    private final JsonGate gate;

    PreviewJson(Output output, JsonGate gate) {
        this.output = output;
        this.gate = gate;
    }

    @Override
    public void shard(ShardPreview preview) {
        if (preview.look() != null) {
            preview.look().records().forEach(record -> output.plain(JsonLine.write(document(record))));
        }
    }

    private ObjectNode document(SourceRecord found) {
        Record record = found.record();
        byte[] data = record.data().asByteArrayUnsafe();
        Verdict verdict = Verdict.of(gate, data);
        ObjectNode document = JsonLine.object("record");
        document.put("shardId", found.shardId());
        document.put("sequenceNumber", record.sequenceNumber());
        if (found.subSequenceNumber() != SourceRecord.WHOLE) {
            document.put("subSequenceNumber", found.subSequenceNumber());
        }
        document.put("partitionKey", record.partitionKey());
        document.put("arrival", Objects.toString(record.approximateArrivalTimestamp(), null));
        document.put("size", data.length);
        document.put("verdict", verdict.isOk() ? "ok" : verdict.reason());
        document.put("pointer", verdict.pointer());
        JsonLine.read(data).ifPresentOrElse(value -> document.set("value", value), () -> document.put("data", data));
        return document;
    }

    @Override
    public void summary(List<ShardPreview> shards, Heat heat) {
        shards.forEach(shard -> output.plain(JsonLine.write(summary(shard, heat))));
    }

    private static ObjectNode summary(ShardPreview shard, Heat heat) {
        ObjectNode document = JsonLine.object("shard");
        document.put("shardId", shard.id());
        document.put("open", shard.isOpen());
        if (shard.failure() != null) {
            return document.put("failure", shard.failure());
        }
        document.put("shown", shard.look().shown());
        document.put("cut", shard.look().isCut());
        document.put("millisBehindLatest", shard.look().millisBehindLatest());
        traffic(shard.traffic(), heat, document.putObject("traffic"));
        Optional<String> hot = shard.isOpen() ? heat.whyHot(shard.traffic()) : Optional.empty();
        document.put("hot", hot.isPresent());
        hot.ifPresent(why -> document.put("whyHot", why));
        if (shard.progress() != null) {
            progress(shard.progress(), document.putObject("consumer"));
        }
        return document;
    }

    private static void traffic(Traffic traffic, Heat heat, ObjectNode document) {
        document.put("records", traffic.records());
        document.put("bytes", traffic.bytes());
        document.put("millis", traffic.span().toMillis());
        document.put("cut", traffic.isCut());
        document.put("recordsPerSecond", traffic.recordsPerSecond());
        document.put("bytesPerSecond", traffic.bytesPerSecond());
        document.put("share", heat.share(traffic));
    }

    private static void progress(ConsumerProgress progress, ObjectNode document) {
        document.put("position", Objects.toString(progress.position(), null));
        document.put(
                "millisBehind",
                progress.waiting() == null ? null : progress.waiting().toMillis());
    }
}
