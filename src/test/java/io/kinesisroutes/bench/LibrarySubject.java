// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import io.kinesisroutes.kcl.BareLibrary;
import io.kinesisroutes.kcl.DynamoDbLocal;
import io.kinesisroutes.kcl.LeaseClients;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.kinesis.coordinator.Scheduler;

/** The Kinesis Client Library with nothing around it, prepared and set as ours, with a checkpoint after each batch. */
final class LibrarySubject implements Subject {
    private static final int CONNECTIONS = 100;

    @Override
    public void read(RoundSpec spec, Meter meter) throws Exception {
        try (KinesisAsyncClient kinesis = KinesisAccess.asyncClient(spec.access(), CONNECTIONS);
                DynamoDbAsyncClient dynamoDb =
                        DynamoDbLocal.client(spec.access().dynamoDb())) {
            meter.start();
            Scheduler library = BareLibrary.prepared(
                    new LeaseClients(kinesis, dynamoDb, null),
                    BenchCase.STREAM,
                    "bench-" + UUID.randomUUID(),
                    () -> new LibraryReader(meter::record));
            Thread thread = new Thread(library, "library");
            thread.start();
            meter.awaitEnd();
            library.shutdown();
            thread.join();
        }
    }
}
