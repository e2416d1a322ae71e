// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** The operations on streams as a whole. Thread-safe: no state. */
final class StreamOperations {
    private static final int DEFAULT_LIMIT = 100;
    private static final int RETENTION_HOURS = 24;

    private StreamOperations() {}

    static void checkCreate(Fields in, Constraints constraints) {
        Shapes.requiredName(in, constraints);
        constraints.range("shardCount", in.integer("ShardCount"), 1, Integer.MAX_VALUE);
        maxRecordSize(in, constraints);
    }

    static Reply create(KinesisCall call) {
        boolean onDemand = call.in()
                .object("StreamModeDetails")
                .flatMap(mode -> mode.text("StreamMode"))
                .filter("ON_DEMAND"::equals)
                .isPresent();
        int shards = call.in().integer("ShardCount").orElse(onDemand ? 4 : 0);
        if (shards == 0) {
            throw AwsError.kinesis("ValidationException", "ShardCount is required in PROVISIONED mode.");
        }
        if (!call.account().createStream(call.address(), shards, onDemand)) {
            throw AwsError.kinesis(
                    "ResourceInUseException",
                    "Stream " + call.address().name() + " under account "
                            + call.address().accountId() + " already exists.");
        }
        call.in().integer("MaxRecordSizeInKiB").ifPresent(size -> call.stream().maxRecordSizeInKiB(size));
        return Reply.EMPTY;
    }

    static Reply delete(KinesisCall call) {
        call.account().delete(call.stream());
        return Reply.EMPTY;
    }

    static void checkUpdateMaxRecordSize(Fields in, Constraints constraints) {
        Shapes.stream(in, constraints);
        Shapes.required(in, constraints, "MaxRecordSizeInKiB", "maxRecordSizeInKiB");
        maxRecordSize(in, constraints);
    }

    static Reply updateMaxRecordSize(KinesisCall call) {
        call.stream().maxRecordSizeInKiB(call.in().integer("MaxRecordSizeInKiB").orElseThrow());
        return Reply.EMPTY;
    }

    private static void maxRecordSize(Fields in, Constraints constraints) {
        constraints.range(
                "maxRecordSizeInKiB",
                in.integer("MaxRecordSizeInKiB"),
                Limits.SMALLEST_MAX_RECORD_KIB,
                Limits.LARGEST_MAX_RECORD_KIB);
    }

    static void checkDescribe(Fields in, Constraints constraints) {
        Shapes.stream(in, constraints);
        constraints.range("limit", in.integer("Limit"), 1, 10_000);
        constraints.text("exclusiveStartShardId", in.text("ExclusiveStartShardId"), 1, 128, Shapes.NAME);
    }

    static Reply describe(KinesisCall call) {
        KinesisStream stream = call.stream();
        int limit = call.in().integer("Limit").orElse(DEFAULT_LIMIT);
        String after = call.in().text("ExclusiveStartShardId").orElse("");
        List<Shard> rest = stream.shards().all().stream()
                .filter(shard -> shard.id().compareTo(after) > 0)
                .toList();
        return out -> out.object("StreamDescription", () -> {
            common(out, stream);
            out.field("HasMoreShards", rest.size() > limit);
            out.array("Shards", () -> ShardReplies.shards(out, rest.subList(0, Math.min(limit, rest.size()))));
        });
    }

    static Reply describeSummary(KinesisCall call) {
        KinesisStream stream = call.stream();
        return out -> out.object("StreamDescriptionSummary", () -> {
            common(out, stream);
            out.field("OpenShardCount", stream.shards().open().size());
            out.field("ConsumerCount", stream.consumers());
            out.field("MaxRecordSizeInKiB", stream.maxRecordSizeInKiB());
        });
    }

    private static void common(ReplyWriter out, KinesisStream stream) throws IOException {
        out.field("StreamName", stream.address().name());
        out.field("StreamARN", stream.address().arn());
        out.field("StreamStatus", "ACTIVE");
        mode(out, stream);
        out.field("RetentionPeriodHours", RETENTION_HOURS);
        out.field("StreamCreationTimestamp", stream.created());
        out.array("EnhancedMonitoring", () -> out.element(() -> out.array("ShardLevelMetrics", () -> {})));
        String key = stream.kmsKey();
        out.field("EncryptionType", key == null ? "NONE" : "KMS");
        if (key != null) {
            out.field("KeyId", key);
        }
    }

    private static void mode(ReplyWriter out, KinesisStream stream) throws IOException {
        out.object("StreamModeDetails", () -> out.field("StreamMode", stream.onDemand() ? "ON_DEMAND" : "PROVISIONED"));
    }

    static void checkList(Fields in, Constraints constraints) {
        constraints.range("limit", in.integer("Limit"), 1, 10_000);
        constraints.text("exclusiveStartStreamName", in.text("ExclusiveStartStreamName"), 1, 128, Shapes.NAME);
    }

    static Reply list(KinesisCall call) {
        String after = call.in()
                .text("NextToken")
                .map(StreamOperations::lastListed)
                .or(() -> call.in().text("ExclusiveStartStreamName"))
                .orElse("");
        List<KinesisStream> rest = call.account().streams(call.region()).stream()
                .filter(stream -> stream.address().name().compareTo(after) > 0)
                .sorted(Comparator.comparing(stream -> stream.address().name()))
                .toList();
        int limit = call.in().integer("Limit").orElse(DEFAULT_LIMIT);
        List<KinesisStream> page = rest.subList(0, Math.min(limit, rest.size()));
        return out -> streams(out, page, rest.size() > page.size());
    }

    private static String lastListed(String token) {
        return Token.decode("streams", 1, token)
                .orElseThrow(() -> AwsError.invalidArgument("Invalid NextToken."))
                .get(0);
    }

    private static void streams(ReplyWriter out, List<KinesisStream> page, boolean more) throws IOException {
        out.field("HasMoreStreams", more);
        if (more) {
            String last = page.get(page.size() - 1).address().name();
            out.field("NextToken", Token.encode("streams", last));
        }
        out.array("StreamNames", () -> {
            for (KinesisStream stream : page) {
                out.element(stream.address().name());
            }
        });
        out.array("StreamSummaries", () -> {
            for (KinesisStream stream : page) {
                out.element(() -> summary(out, stream));
            }
        });
    }

    private static void summary(ReplyWriter out, KinesisStream stream) throws IOException {
        out.field("StreamName", stream.address().name());
        out.field("StreamARN", stream.address().arn());
        out.field("StreamStatus", "ACTIVE");
        mode(out, stream);
        out.field("StreamCreationTimestamp", stream.created());
    }
}
