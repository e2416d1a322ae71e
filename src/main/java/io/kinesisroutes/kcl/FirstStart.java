// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.kinesis.common.InitialPositionInStream;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.leases.EntityType;

/**
 * What the first of a consumer's workers decided for all that come after it: which stream the lease table is for, and where
 * its reading began. A lease alone does not say at which time it begins, and LATEST would be another place for each worker.
 *
 * @param stream the one that the table belongs to
 * @param at the time to begin at; {@code null} for the oldest record
 * @param isLeased whether the leases to begin with have all been made: from then on only the library makes any
 */
record FirstStart(StreamIdentity stream, Instant at, boolean isLeased) {

    static final String KEY = "kinesis-routes first start";

    private static final String STREAM = "startStream";
    private static final String ARN = "startStreamArn";
    private static final String CREATED = "startStreamCreated";
    private static final String AT = "startTimestamp";
    private static final String LEASED = "startLeased";

    /**
     * Reads the item, or writes it if there is none.
     *
     * @param stream that this worker reads
     * @param at where this worker would begin; {@code null} for the oldest record
     * @throws LeaseTableException if the table belongs to another stream, or to nobody knows which
     */
    static FirstStart settle(LeaseTable table, StreamIdentity stream, Instant at) {
        Map<String, AttributeValue> item = table.item(KEY);
        if (item.isEmpty()) {
            item = first(table, new FirstStart(stream, at, false));
        }
        FirstStart settled = of(item);
        settled.check(table, stream);
        return settled;
    }

    private static Map<String, AttributeValue> first(LeaseTable table, FirstStart mine) {
        boolean isLeased = table.holdsLeases();
        if (!isLeased) {
            table.putIfAbsent(List.of(mine.item()));
        }
        // Another worker may have been first, and made leases by now.
        Map<String, AttributeValue> item = table.item(KEY);
        if (item.isEmpty()) {
            throw LeaseTableException.refused(
                    "The " + table + " holds leases of an application of another kind, and"
                            + " nothing says of which stream. Choose another consumerName, or delete the table if nobody needs it.");
        }
        return item;
    }

    /** @throws LeaseTableException if the table does not belong to this stream */
    void check(LeaseTable table, StreamIdentity read) {
        if (!stream.hasPlaceOf(read)) {
            throw LeaseTableException.refused(
                    "The " + table + " belongs to the stream " + stream + ", and this consumer reads " + read
                            + ": each stream needs a table of its own. Choose another consumerName.");
        }
        if (stream.isMadeApartFrom(read)) {
            throw LeaseTableException.refused(
                    "The " + table + " belongs to a stream " + stream + " that was created at "
                            + stream.created() + ", and the one of that name now was created at " + read.created()
                            + ": positions in the one mean nothing in the other. Stop all workers of this consumer and delete the"
                            + " table, or choose another consumerName.");
        }
    }

    /** Remembers that all leases to begin with have been made. */
    static void leased(LeaseTable table) {
        table.set(KEY, LEASED, AttributeValue.fromBool(true));
    }

    /** In the library's terms. */
    InitialPositionInStreamExtended position() {
        return at == null
                ? InitialPositionInStreamExtended.newInitialPosition(InitialPositionInStream.TRIM_HORIZON)
                : InitialPositionInStreamExtended.newInitialPositionAtTimestamp(Date.from(at));
    }

    private Map<String, AttributeValue> item() {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put(LeaseTable.KEY, AttributeValue.fromS(KEY));
        // The library takes what it does not know for a lease, and would give it to a worker. As the note on a stream
        // that it
        // would make itself if its streamInfoMode were on, it reads past it and logs nothing.
        item.put("entityType", AttributeValue.fromS(EntityType.STREAM_INFO.getDdbValue()));
        item.put("streamId", AttributeValue.fromS(stream.toString()));
        item.put(STREAM, AttributeValue.fromS(stream.name()));
        item.put(LEASED, AttributeValue.fromBool(isLeased));
        putIfKnown(item, ARN, stream.arn());
        putIfKnown(item, CREATED, stream.created());
        putIfKnown(item, AT, at);
        return item;
    }

    private static void putIfKnown(Map<String, AttributeValue> item, String attribute, Object value) {
        if (value != null) {
            item.put(attribute, AttributeValue.fromS(value.toString()));
        }
    }

    static FirstStart of(Map<String, AttributeValue> item) {
        StreamIdentity stream = new StreamIdentity(item.get(STREAM).s(), text(item, ARN), time(item, CREATED));
        return new FirstStart(stream, time(item, AT), item.get(LEASED).bool());
    }

    private static String text(Map<String, AttributeValue> item, String attribute) {
        return item.containsKey(attribute) ? item.get(attribute).s() : null;
    }

    private static Instant time(Map<String, AttributeValue> item, String attribute) {
        return item.containsKey(attribute) ? Instant.parse(item.get(attribute).s()) : null;
    }
}
