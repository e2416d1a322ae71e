// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.util.List;

/** How soon workers that share a stream have what is theirs, how fast they read, and what it costs in DynamoDB. */
final class SharedBenchmark implements Benchmark {
    private final String name;
    private final List<SharedCase> cases;

    SharedBenchmark(String name, List<SharedCase> cases) {
        this.name = name;
        this.cases = cases;
    }

    @Override
    public void run() throws Exception {
        try (Findings findings = new Findings(name)) {
            for (SharedCase what : cases) {
                what.run(findings);
            }
        }
    }
}
