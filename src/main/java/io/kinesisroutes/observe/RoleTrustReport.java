// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.observe;

import io.kinesisroutes.access.RoleTrust;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of roles that have become open or closed: in a health check, in a metric where Micrometer is there, and in one
 * warning each time it changes. Thread-safe.
 */
public final class RoleTrustReport {

    private static final Logger LOG = LoggerFactory.getLogger(RoleTrustReport.class);

    private final CamelContext context;
    private final RoleTrustCheck check = new RoleTrustCheck();
    private final RoleTrustMeters meters;
    private final Map<String, RoleTrust> last = new ConcurrentHashMap<>();

    /** @param context whose health and meters show it, from the first audit on */
    public RoleTrustReport(CamelContext context) {
        this.context = context;
        this.meters = RoleTrustMeters.of(context);
    }

    /**
     * Notes what an audit found. An audit without an answer changes nothing that is known.
     *
     * @param role its ARN
     * @param fix what to do about it, or what came back if that says nothing; asked for only when it is told
     */
    public void found(String role, RoleTrust trust, Supplier<String> fix) {
        if (trust == RoleTrust.UNKNOWN && last.containsKey(role)) {
            LOG.debug("The audit of {} got no answer that says anything", role);
            return;
        }
        RoleTrust before = last.put(role, trust);
        check.found(role, trust);
        HealthCheckRegistry health = HealthCheckRegistry.get(context);
        if (health != null) {
            health.register(check);
        }
        if (meters != null) {
            meters.found(context, role, trust);
        }
        if (trust != before) {
            tell(role, trust, before, fix);
        }
    }

    private static void tell(String role, RoleTrust trust, RoleTrust before, Supplier<String> fix) {
        switch (trust) {
            case OPEN -> LOG.warn("The role {} is open to others than this deployment. {}", role, fix.get());
            case CLOSED -> LOG.warn("The role {} does not let this deployment in. {}", role, fix.get());
            case GUARDED -> {
                if (before != null) {
                    LOG.info("The role {} lets in this deployment and nobody else again", role);
                }
            }
            default -> LOG.warn("The audit does not know yet whether the role {} is guarded: {}", role, fix.get());
        }
    }
}
