// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was asked of DynamoDB in a time. Immutable. */
record RequestRates(Map<String, Long> requests, double seconds) {
    private static final Set<String> READS = Set.of("GetItem", "Query", "Scan", "BatchGetItem");
    private static final Set<String> WRITES = Set.of("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems");

    /** What came between two counts of the same clients. */
    static RequestRates between(List<Map<String, Long>> before, List<Map<String, Long>> after, long nanos) {
        Map<String, Long> requests = new HashMap<>();
        after.forEach(counts -> counts.forEach((action, count) -> requests.merge(action, count, Long::sum)));
        before.forEach(counts -> counts.forEach((action, count) -> requests.merge(action, -count, Long::sum)));
        return new RequestRates(requests, nanos / 1e9);
    }

    /** Reads and writes a second, and each action by itself. */
    Map<String, Double> figures() {
        Map<String, Double> figures = new HashMap<>(totals());
        requests.forEach((action, count) -> {
            if (count > 0) {
                figures.put("dynamodb_" + action + "_per_s", count / seconds);
            }
        });
        return figures;
    }

    /** Reads and writes a second. */
    Map<String, Double> totals() {
        return Map.of(Figures.TABLE_READS, perSecond(READS), Figures.TABLE_WRITES, perSecond(WRITES));
    }

    private double perSecond(Set<String> actions) {
        return actions.stream()
                        .mapToLong(action -> requests.getOrDefault(action, 0L))
                        .sum()
                / seconds;
    }
}
