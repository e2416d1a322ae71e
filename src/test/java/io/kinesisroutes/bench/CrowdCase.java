// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import io.kinesisroutes.kcl.DynamoDbLocal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Many shards over many workers, all of which are in one JVM, and so share two cores with DynamoDB. */
record CrowdCase(int shards, int workers, Duration patience, BenchSettings settings) implements SharedCase {

    @Override
    public String name() {
        return "kcl-scale-" + shards;
    }

    @Override
    public void run(Findings findings) {
        try (DynamoDbLocal dynamoDb = DynamoDbLocal.start();
                ChildJvm crowd = ChildJvm.start(name(), settings.subjectOptions(), CrowdMain.class)) {
            crowd.next();
            Line answer = crowd.ask(Line.of("crowd")
                    .with("shards", shards)
                    .with("workers", workers)
                    .with("patience", patience)
                    .with("dynamoDb", dynamoDb.endpoint()));
            Map<String, Double> figures = new HashMap<>();
            answer.values().forEach((name, value) -> figures.put(name, Double.valueOf(value)));
            findings.add(name(), "ours moderate, " + workers + " workers", figures);
        }
    }
}
