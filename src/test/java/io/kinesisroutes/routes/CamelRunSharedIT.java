// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.routes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.kinesisroutes.demo.DemoAccounts;
import io.kinesisroutes.demo.Published;
import io.kinesisroutes.kcl.DynamoDbLocal;
import io.kinesisroutes.local.LocalAws;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The README's two terminals: {@code camel run} twice, told to share the stream. */
class CamelRunSharedIT {

    private final String consumer = "earthquakes-" + UUID.randomUUID();

    @Test
    void run_inTwoTerminals_sharesTheStream(@TempDir Path directory) throws Exception {
        try (LocalAws aws = LocalAws.start();
                DynamoDbAsyncClient table = DynamoDbLocal.shared().client()) {
            DemoAccounts accounts = new DemoAccounts(aws);
            CamelCommand camel = new CamelCommand(aws, accounts, CamelCommand.project(directory));
            Process first = run(camel, "camel-run-shared-1.log");
            Process second = null;
            try {
                await().atMost(Duration.ofMinutes(3)).until(() -> !first.isAlive() || owners(table) == 1);
                second = run(camel, "camel-run-shared-2.log");
                await().atMost(Duration.ofMinutes(2)).until(() -> !first.isAlive() || owners(table) == 2);
                Published published = Published.packed(accounts);
                await().atMost(Duration.ofMinutes(2)).until(() -> !first.isAlive() || published.arrived());
                assertEquals(published.cleanLedger(), published.ledger(), "see target/camel-run-shared-*.log");
            } finally {
                CamelCommand.stop(first);
                if (second != null) {
                    CamelCommand.stop(second);
                }
            }
            assertEquals(0, owners(table), "who ends leaves its shards to others");
            assertFalse(
                    Files.readString(Path.of("target/camel-run-shared-1.log"))
                            .contains("LeaseAssignmentManager : Total"),
                    "what the library says each second");
        }
    }

    private Process run(CamelCommand camel, String log) throws Exception {
        return camel.start(
                log,
                "run",
                "routes/kinesis-to-kinesis.camel.yaml",
                "application.properties",
                "--profile=demo",
                "--logging-color=false",
                "--property=source.shared=true",
                "--property=source.consumer=" + consumer,
                "--property=camel.component.aws2-kinesis.dynamoDbUriEndpointOverride="
                        + DynamoDbLocal.shared().endpoint());
    }

    private int owners(DynamoDbAsyncClient table) {
        try {
            Set<String> owners = table.scan(scan -> scan.tableName(consumer)).join().items().stream()
                    .map(item -> item.getOrDefault("leaseOwner", AttributeValue.fromNul(true)))
                    .map(AttributeValue::s)
                    .filter(owner -> owner != null)
                    .collect(Collectors.toSet());
            return owners.size();
        } catch (CompletionException e) {
            // There is no table yet.
            return 0;
        }
    }
}
