// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.observe;

import io.kinesisroutes.access.RoleTrust;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;

/**
 * The gauge {@value #NAME} of each role and each {@link RoleTrust}: 1 for what the last audit found, 0 for the others.
 * Needs Micrometer on the class path, which is not everybody's. Thread-safe.
 */
final class RoleTrustMeters {

    static final String NAME = "kinesis.routes.role.trust";

    private final Map<String, RoleTrust> found = new ConcurrentHashMap<>();

    private RoleTrustMeters() {}

    /** @return {@code null} if the application counts nothing */
    static RoleTrustMeters of(CamelContext context) {
        boolean hasMicrometer =
                context.getClassResolver().resolveClass("io.micrometer.core.instrument.MeterRegistry") != null;
        return hasMicrometer ? new RoleTrustMeters() : null;
    }

    void found(CamelContext context, String role, RoleTrust trust) {
        if (found.put(role, trust) == null) {
            Set<MeterRegistry> registries = context.getRegistry().findByType(MeterRegistry.class);
            registries.forEach(registry -> register(registry, role));
        }
    }

    private void register(MeterRegistry registry, String role) {
        for (RoleTrust each : RoleTrust.values()) {
            Gauge.builder(NAME, () -> found.get(role) == each ? 1 : 0)
                    .description("1 for what the last audit of the role found")
                    .tag("role", role)
                    .tag("trust", each.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }
}
