// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.observe;

import io.kinesisroutes.access.RoleTrust;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * What the last audit found of each role, in the details. It is down while a role is closed, because nothing is carried
 * then; a role that is open to others carries on, and says so in its detail. Thread-safe.
 */
public final class RoleTrustCheck extends AbstractHealthCheck {

    private final Map<String, RoleTrust> found = new ConcurrentSkipListMap<>();

    /** For {@code kinesis-access}. */
    public RoleTrustCheck() {
        super("camel", "kinesis-access");
    }

    /** Notes what was found of a role. */
    public void found(String role, RoleTrust trust) {
        found.put(role, trust);
    }

    /** Starting the process again would not help: this says nothing about whether it is alive. */
    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        found.forEach((role, trust) -> builder.detail(role, trust.name()));
        if (found.containsValue(RoleTrust.OPEN)) {
            builder.message("A role lets in others than this deployment");
        }
        builder.up();
        if (found.containsValue(RoleTrust.CLOSED)) {
            builder.message("A role does not let this deployment in").down();
        }
    }
}
