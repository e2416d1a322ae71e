// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.demo;

import io.kinesisroutes.local.LocalAws;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;

/** The owner of the source, who fills it with the plain SDK. */
final class Publisher {

    private static final int BATCH = 500;

    private Publisher() {}

    static void publish(LocalAws aws, DemoAccounts accounts, List<byte[]> records) {
        try (KinesisClient kinesis = KinesisClient.builder()
                .region(Region.of(DemoAccounts.SOURCE_REGION))
                .endpointOverride(aws.endpoint())
                .credentialsProvider(accounts.publisher().provider())
                .build()) {
            List<PutRecordsRequestEntry> entries = entries(records);
            for (int from = 0; from < entries.size(); from += BATCH) {
                List<PutRecordsRequestEntry> batch = entries.subList(from, Math.min(from + BATCH, entries.size()));
                PutRecordsResponse answer = kinesis.putRecords(
                        request -> request.streamARN(accounts.source().arn()).records(batch));
                if (answer.failedRecordCount() > 0) {
                    throw new IllegalStateException(answer.failedRecordCount() + " records were not published");
                }
            }
        }
    }

    private static List<PutRecordsRequestEntry> entries(List<byte[]> records) {
        List<PutRecordsRequestEntry> entries = new ArrayList<>();
        for (byte[] record : records) {
            entries.add(PutRecordsRequestEntry.builder()
                    .data(SdkBytes.fromByteArray(record))
                    .partitionKey("earthquake-" + entries.size())
                    .build());
        }
        return entries;
    }
}
