// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import io.kinesisroutes.stream.KinesisApi;
import io.kinesisroutes.stream.StreamRef;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** What the first worker of a consumer leaves, for tests of others. */
public final class FirstStarts {

    private FirstStarts() {}

    /** Makes the lease table with all that is in it before anything is read, from the oldest record on. */
    public static void prepare(String consumer, StreamRef stream, KinesisApi api, DynamoDbAsyncClient dynamoDb) {
        new Preparation(stream, api, new LeaseTable(consumer, dynamoDb), LeaseFixture.TRIM_HORIZON).prepare();
    }
}
