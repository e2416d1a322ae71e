// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.Record;

/** What somebody writes by hand on the SDK: one thread a shard reads, parses, checks, and puts full requests together. */
final class RawCopier implements Subject {
    private static final int PAGE = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public void read(RoundSpec spec, Meter meter) throws Exception {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(Files.readString(CopySchema.write()));
        Semaphore inFlight = new Semaphore(RawWriter.REQUESTS_IN_FLIGHT);
        try (KinesisClient reader = KinesisAccess.client(spec.access());
                KinesisAsyncClient writer = KinesisAccess.asyncClient(spec.access(), RawWriter.REQUESTS_IN_FLIGHT)) {
            meter.start();
            List<String> shards = KinesisAccess.shards(reader, spec);
            ShardThreads.read(shards, meter, shard -> {
                String iterator = KinesisAccess.trimHorizon(reader, shard);
                while (!meter.ended()) {
                    String asked = iterator;
                    GetRecordsResponse page = reader.getRecords(
                            request -> request.shardIterator(asked).limit(PAGE));
                    iterator = page.nextShardIterator();
                    copy(page.records(), schema, writer, inFlight, meter);
                }
            });
            inFlight.acquire(RawWriter.REQUESTS_IN_FLIGHT);
        }
    }

    private static void copy(
            List<Record> records, JsonSchema schema, KinesisAsyncClient writer, Semaphore inFlight, Meter meter)
            throws IOException, InterruptedException {
        if (records.isEmpty()) {
            Thread.sleep(1);
        }
        List<PutRecordsRequestEntry> entries = new ArrayList<>(RawWriter.RECORDS);
        for (Record record : records) {
            if (!schema.validate(JSON.readTree(record.data().asByteArrayUnsafe()))
                    .isEmpty()) {
                throw new IllegalStateException("Every record of the benchmark is good");
            }
            entries.add(PutRecordsRequestEntry.builder()
                    .partitionKey(record.partitionKey())
                    .data(record.data())
                    .build());
            if (entries.size() == RawWriter.RECORDS) {
                RawWriter.put(writer, entries, inFlight, meter);
                entries = new ArrayList<>(RawWriter.RECORDS);
            }
        }
        if (!entries.isEmpty()) {
            RawWriter.put(writer, entries, inFlight, meter);
        }
    }
}
