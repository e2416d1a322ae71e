// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.shard.SourceRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.support.DefaultMessage;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * The message of a record. Its headers and its body are made when somebody asks for them: most routes ask for the body
 * only, and six headers are a fifth of what Camel does for a record.
 */
final class RecordMessage extends DefaultMessage {

    /** What {@link #populateInitialHeaders} may put there; in any case, as Camel's headers are. */
    private static final Set<String> NAMES = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        NAMES.addAll(List.of(
                KinesisHeaders.SHARD_ID,
                KinesisHeaders.SEQUENCE_NUMBER,
                KinesisHeaders.RECORD_ID,
                KinesisHeaders.MILLIS_BEHIND_LATEST,
                KinesisHeaders.PARTITION_KEY,
                KinesisHeaders.APPROX_ARRIVAL_TIME,
                KinesisHeaders.MESSAGE_TIMESTAMP));
    }

    private final SourceRecord found;
    private final String streamId;
    private String shardId;
    private String sequenceNumber;

    RecordMessage(CamelContext context, SourceRecord found, String streamId) {
        super(context);
        this.found = found;
        this.streamId = streamId;
        this.shardId = found.shardId();
        this.sequenceNumber = found.record().sequenceNumber();
    }

    /** Answers what a sink asks of each record without making the headers. */
    @Override
    public Object getHeader(String name) {
        if (KinesisHeaders.RECORD_DATA.equals(name)) {
            return createBody();
        }
        if (hasPopulatedHeaders()) {
            return super.getHeader(name);
        }
        if (KinesisHeaders.PARTITION_KEY.equals(name)) {
            return found.record().partitionKey();
        }
        return isOurs(name) ? super.getHeader(name) : null;
    }

    @Override
    public <T> T getHeader(String name, Class<T> type) {
        if (hasPopulatedHeaders() || type.isPrimitive()) {
            return super.getHeader(name, type);
        }
        if (KinesisHeaders.PARTITION_KEY.equals(name) && type.isAssignableFrom(String.class)) {
            return type.cast(found.record().partitionKey());
        }
        return isOurs(name) ? super.getHeader(name, type) : null;
    }

    /** Whether a header of that name is among those that are not made yet. */
    private static boolean isOurs(String name) {
        return !KinesisHeaders.EXPLICIT_HASH_KEY.equals(name) && NAMES.contains(name);
    }

    /** Sets the headers that say where a record is, to where it was written. */
    void writtenTo(String newShardId, String newSequenceNumber) {
        shardId = newShardId;
        sequenceNumber = newSequenceNumber;
        if (hasPopulatedHeaders()) {
            setHeader(KinesisHeaders.SHARD_ID, shardId);
            setHeader(KinesisHeaders.SEQUENCE_NUMBER, sequenceNumber);
        }
    }

    @Override
    protected Object createBody() {
        // Not a copy: the record is nobody else's, and Camel's own redelivery hands the same body on as well.
        return found.record().data().asByteArrayUnsafe();
    }

    /** Else a copy that is made before somebody has asked for a header would have none. Camel 4.14 does not ask for it. */
    @SuppressWarnings("MissingOverride")
    protected boolean isPopulateHeadersSupported() {
        return true;
    }

    @Override
    protected void populateInitialHeaders(Map<String, Object> headers) {
        Record record = found.record();
        headers.put(KinesisHeaders.SHARD_ID, shardId);
        headers.put(KinesisHeaders.SEQUENCE_NUMBER, sequenceNumber);
        headers.put(KinesisHeaders.RECORD_ID, id());
        headers.put(KinesisHeaders.MILLIS_BEHIND_LATEST, found.millisBehindLatest());
        if (record.partitionKey() != null) {
            headers.put(KinesisHeaders.PARTITION_KEY, record.partitionKey());
        }
        Instant arrival = record.approximateArrivalTimestamp();
        if (arrival != null) {
            headers.put(KinesisHeaders.APPROX_ARRIVAL_TIME, arrival);
            headers.put(KinesisHeaders.MESSAGE_TIMESTAMP, arrival.toEpochMilli());
        }
    }

    private String id() {
        String whole = streamId + "/" + found.shardId() + "/" + found.record().sequenceNumber();
        return found.subSequenceNumber() == SourceRecord.WHOLE ? whole : whole + "/" + found.subSequenceNumber();
    }

    @Override
    public DefaultMessage newInstance() {
        return new DefaultMessage(getCamelContext());
    }
}
