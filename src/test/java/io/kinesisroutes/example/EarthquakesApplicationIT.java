// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.example;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kinesisroutes.demo.DemoAccounts;
import io.kinesisroutes.demo.Published;
import io.kinesisroutes.local.LocalAws;
import io.kinesisroutes.local.LocalCredentials;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;

/** The example, on a local AWS that asks for roles and the ExternalId. */
class EarthquakesApplicationIT {

    private static Properties pointedAt(LocalAws aws, LocalCredentials own) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "camel.component.aws2-kinesis.overrideEndpoint",
                "true",
                "camel.component.aws2-kinesis.uriEndpointOverride",
                aws.endpoint().toString(),
                "camel.component.aws2-kinesis.stsUriEndpointOverride",
                aws.endpoint().toString(),
                "camel.component.aws2-kinesis.accessKey",
                own.accessKeyId(),
                "camel.component.aws2-kinesis.secretKey",
                own.secretAccessKey(),
                "camel.component.aws2-kinesis.checkpointStore",
                "#class:org.apache.camel.support.processor.state.MemoryStateRepository"));
        return properties;
    }

    @Test
    void application_run_carriesAllAndReportsTheRefused() throws Exception {
        try (LocalAws aws = LocalAws.start()) {
            DemoAccounts accounts = new DemoAccounts(aws);
            Published published = Published.in(aws, accounts);
            Main camel = EarthquakesApplication.camel();
            camel.setOverrideProperties(pointedAt(aws, accounts.deployment()));
            camel.start();
            try {
                Refusals refusals = camel.lookup("refusals", Refusals.class);
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> published.arrived()
                                && refusals.count() >= accounts.deadLetters().recordCount());
                assertEquals(accounts.deadLetters().recordCount(), refusals.count());
            } finally {
                camel.stop();
            }
            assertEquals(published.cleanLedger(), published.ledger());
        }
    }
}
