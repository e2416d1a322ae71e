// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/**
 * The one record that {@code check --write} writes; its readers can tell it by its key.
 *
 * @param account whose deployment it is; {@code null} if it has no name
 */
record CheckRecord(String account, Instant at) {

    static final String PARTITION_KEY = "kinesis-routes-check";

    PutRecordsRequestEntry entry() {
        String json = JsonNodeFactory.instance
                .objectNode()
                .put("type", PARTITION_KEY)
                .put("account", account)
                .put("at", at.toString())
                .toString();
        return PutRecordsRequestEntry.builder()
                .partitionKey(PARTITION_KEY)
                .data(SdkBytes.fromString(json, StandardCharsets.UTF_8))
                .build();
    }
}
