// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.json;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kinesisroutes.demo.DemoAccounts;
import io.kinesisroutes.local.LocalAws;
import io.kinesisroutes.routes.RouteApplication;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A bad record is finished when its envelope is stored, and not before. */
class DeadLetterIT {

    @Test
    void route_deadLettersCannotBeStoredForAWhile_theRecordIsReadAgainUntilTheyCan() throws Exception {
        try (LocalAws aws = LocalAws.start()) {
            DemoAccounts accounts = new DemoAccounts(aws);
            aws.faults().on("PutRecords").stream("dead-letters").times(3).fail("AccessDeniedException");
            accounts.source().put("key", "not json".getBytes(StandardCharsets.UTF_8));
            Map<String, String> settings = Map.of("dead-letter.uri", "aws2-kinesis:dead-letters?region=eu-west-1");

            try (RouteApplication application = new RouteApplication(aws, accounts.deployment(), settings).start()) {
                await().until(() -> accounts.deadLetters().recordCount() > 0);
            }

            assertEquals(1, accounts.deadLetters().recordCount());
            assertEquals(0, accounts.sink().recordCount());
            assertEquals(3, aws.calls().count(call -> "AccessDeniedException".equals(call.errorCode())));
        }
    }
}
