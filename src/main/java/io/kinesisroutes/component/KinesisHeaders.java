// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import org.apache.camel.component.aws2.kinesis.Kinesis2Constants;
import org.apache.camel.spi.Metadata;

/** The headers of a record: those of the stock component, and three of our own. */
public interface KinesisHeaders extends Kinesis2Constants {

    @Metadata(
            label = "consumer",
            description = "What names this record in the whole world and in every redelivery, the key for an idempotent"
                    + " consumer: streamArn/shardId/sequenceNumber.",
            javaType = "String")
    String RECORD_ID = "CamelAwsKinesisRecordId";

    @Metadata(
            label = "consumer",
            description = "How many milliseconds the read that brought this record was behind the newest record of the"
                    + " shard. 0: caught up.",
            javaType = "Long")
    String MILLIS_BEHIND_LATEST = "CamelAwsKinesisMillisBehindLatest";

    @Metadata(
            label = "producer",
            description = "The hash key that decides the record's shard in place of its partition key: 0 to 2^128-1.",
            javaType = "String")
    String EXPLICIT_HASH_KEY = "CamelAwsKinesisExplicitHashKey";

    /** What only the message of a record answers, and no copy of it: the bytes that came. It is in no map of headers. */
    String RECORD_DATA = "CamelAwsKinesisRecordData";
}
