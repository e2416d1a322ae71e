// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.routes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kinesisroutes.component.KinesisComponent;
import io.kinesisroutes.demo.DemoAccounts;
import io.kinesisroutes.demo.Published;
import io.kinesisroutes.local.LocalAws;
import io.kinesisroutes.local.LocalCredentials;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.LifecycleStrategySupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows does what it says. */
class ReadmeIT {

    @Test
    void embedding_asTheReadmeShows_carriesAllRecords(@TempDir Path directory) throws Exception {
        try (LocalAws aws = LocalAws.start();
                CamelContext context = new DefaultCamelContext()) {
            DemoAccounts accounts = new DemoAccounts(aws);
            Published published = Published.in(aws, accounts);
            context.getShutdownStrategy().setTimeout(5);
            context.addLifecycleStrategy(new PointedAt(aws, accounts.deployment()));

            ReadmeSnippet.below("## Use it in your own application").apply(context, directory);
            context.start();

            await().atMost(Duration.ofSeconds(30)).until(published::arrived);
            context.stop();
            assertEquals(published.cleanLedger(), published.ledger());
        }
    }

    /** What the snippet cannot know: that AWS is on this machine. */
    private static final class PointedAt extends LifecycleStrategySupport {

        private final LocalAws aws;
        private final LocalCredentials own;

        PointedAt(LocalAws aws, LocalCredentials own) {
            this.aws = aws;
            this.own = own;
        }

        @Override
        public void onComponentAdd(String name, Component added) {
            if (added instanceof KinesisComponent component) {
                OnLocalAws.set(component, aws, own);
            }
        }
    }
}
