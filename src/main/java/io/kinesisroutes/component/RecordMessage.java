// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.source.SourceRecord;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.support.DefaultMessage;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * The message of a record. Its headers and its body are made when somebody asks for them: most routes ask for the body
 * only, and six headers are a fifth of what Camel does for a record.
 */
final class RecordMessage extends DefaultMessage {

    private final SourceRecord found;
    private final String streamId;

    RecordMessage(CamelContext context, SourceRecord found, String streamId) {
        super(context);
        this.found = found;
        this.streamId = streamId;
    }

    @Override
    protected Object createBody() {
        // Not a copy: the record is nobody else's, and Camel's own redelivery hands the same body on as well.
        return found.record().data().asByteArrayUnsafe();
    }

    @Override
    protected void populateInitialHeaders(Map<String, Object> headers) {
        Record record = found.record();
        headers.put(KinesisHeaders.SHARD_ID, found.shardId());
        headers.put(KinesisHeaders.SEQUENCE_NUMBER, record.sequenceNumber());
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
