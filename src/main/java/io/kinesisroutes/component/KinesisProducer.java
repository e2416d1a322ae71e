// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.sink.PutOutcome.Stored;
import io.kinesisroutes.sink.PutRecordsSender;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/** Writes the record or the records of an exchange and returns when all of them are stored. */
final class KinesisProducer extends DefaultProducer {

    private final KinesisEndpoint endpoint;
    private StreamConnection connection;
    private PutRecordsSender sender;

    KinesisProducer(KinesisEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        connection = StreamConnection.open(endpoint);
        connection.verifyCredentials();
        sender = new PutRecordsSender(connection.api(), endpoint.settings().deliveryTimeout());
    }

    @Override
    protected void doStop() throws Exception {
        if (connection != null) {
            connection.close();
            connection = null;
        }
        super.doStop();
    }

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        List<PutRecordsRequestEntry> entries = ExchangeEntries.of(exchange);
        List<Stored> stored = sender.send(entries);
        Message message = exchange.getMessage();
        if (ExchangeEntries.isList(exchange)) {
            message.setHeader(
                    KinesisHeaders.SHARD_ID,
                    stored.stream().map(Stored::shardId).toList());
            message.setHeader(
                    KinesisHeaders.SEQUENCE_NUMBER,
                    stored.stream().map(Stored::sequenceNumber).toList());
        } else {
            message.setHeader(KinesisHeaders.SHARD_ID, stored.get(0).shardId());
            message.setHeader(KinesisHeaders.SEQUENCE_NUMBER, stored.get(0).sequenceNumber());
        }
    }
}
