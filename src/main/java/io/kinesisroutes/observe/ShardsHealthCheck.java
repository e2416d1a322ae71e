// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.observe;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * A consumer is ready while each of its shards goes on: it is down while a record is delivered again and again, or a shard
 * cannot be read. What is wrong stands in the details, by shard. Thread-safe.
 */
public final class ShardsHealthCheck extends AbstractHealthCheck {

    private final Supplier<Map<String, String>> troubles;

    /**
     * @param id of the check, for example {@code consumer:my-route}
     * @param troubles why shards do not go on, by shard id; empty if all do
     */
    public ShardsHealthCheck(String id, Supplier<Map<String, String>> troubles) {
        super("camel", id);
        this.troubles = troubles;
    }

    /** Starting the process again would not help: this says nothing about whether it is alive. */
    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        Map<String, String> now = troubles.get();
        if (now.isEmpty()) {
            builder.up();
            return;
        }
        builder.message(now.size() == 1 ? "1 shard does not go on" : now.size() + " shards do not go on");
        now.forEach(builder::detail);
        builder.down();
    }
}
