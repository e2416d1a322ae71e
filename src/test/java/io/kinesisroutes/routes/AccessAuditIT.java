// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.routes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.kinesisroutes.demo.DemoAccounts;
import io.kinesisroutes.local.LocalAws;
import io.kinesisroutes.local.LocalRole;
import io.kinesisroutes.local.PermissionPolicies;
import io.kinesisroutes.local.TrustPolicies;
import io.kinesisroutes.observe.RoleTrustReport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the audit says of roles that change while the routes run. */
class AccessAuditIT {

    private static final String READER = "arn:aws:iam::111122223333:role/EarthquakesReader";
    private static final String WRITER = "arn:aws:iam::444455556666:role/EarthquakesWriter";

    private final LocalAws aws = LocalAws.start();
    private final DemoAccounts accounts = new DemoAccounts(aws);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final RouteApplication application = new RouteApplication(
            aws,
            accounts.deployment(),
            Map.of(
                    "dead-letter.uri", "mock:dead-letters",
                    "access-audit.delay", "0",
                    "access-audit.period", "50"));

    @BeforeEach
    void start() throws Exception {
        log.start();
        ((Logger) LoggerFactory.getLogger(RoleTrustReport.class)).addAppender(log);
        application.main().bind("meters", meters);
        application.start();
    }

    @AfterEach
    void stop() {
        application.close();
        ((Logger) LoggerFactory.getLogger(RoleTrustReport.class)).detachAppender(log);
        aws.close();
    }

    private LocalRole reader(String trustPolicy) {
        return aws.account("111122223333")
                .role(
                        "EarthquakesReader",
                        trustPolicy,
                        PermissionPolicies.allow(accounts.source().arn(), "kinesis:*"));
    }

    private HealthCheck.Result health() {
        // As an endpoint for probes asks; of checks that are up it shows the details only if asked for all of them.
        return HealthCheckHelper.invokeReadiness(application.main().getCamelContext(), "full").stream()
                .filter(result -> result.getCheck().getId().equals("kinesis-access"))
                .findFirst()
                .orElseThrow();
    }

    private void awaitTrust(String role, String trust) {
        await().atMost(Duration.ofSeconds(20))
                .ignoreException(NoSuchElementException.class)
                .untilAsserted(() ->
                        assertEquals(trust, String.valueOf(health().getDetails().get(role))));
    }

    private void awaitBothGuarded() {
        awaitTrust(READER, "GUARDED");
        awaitTrust(WRITER, "GUARDED");
    }

    private double meter(String trust) {
        return meters.get("kinesis.routes.role.trust")
                .tags("role", READER, "trust", trust)
                .gauge()
                .value();
    }

    private List<String> warnings() {
        return List.copyOf(log.list).stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private void awaitThreeMoreAudits() {
        long before = aws.calls().count("AssumeRole");
        await().atMost(Duration.ofSeconds(20)).until(() -> aws.calls().count("AssumeRole") > before + 3 * 6);
    }

    @Test
    void audit_rolesAsTheyShouldBe_areGuardedAndNothingIsWarnedOf() {
        awaitBothGuarded();
        awaitThreeMoreAudits();

        assertEquals(HealthCheck.State.UP, health().getState());
        assertEquals(1, meter("guarded"));
        assertEquals(0, meter("open"));
        assertEquals(List.of(), warnings());
    }

    @Test
    void audit_roleBecomesOpen_isOneWarningWithTheFix() {
        awaitBothGuarded();
        reader(TrustPolicies.allow("999988887777"));
        awaitTrust(READER, "OPEN");
        awaitThreeMoreAudits();

        assertEquals(HealthCheck.State.UP, health().getState(), "records go on");
        assertEquals(
                "A role lets in others than this deployment",
                health().getMessage().orElse(""));
        assertEquals(1, meter("open"));
        assertEquals(1, warnings().size());
        assertTrue(warnings().get(0).startsWith("The role " + READER + " is open to others than this deployment. "));
        assertTrue(warnings()
                .get(0)
                .contains("\"Principal\":{\"AWS\":\"arn:aws:iam::999988887777:root\"},\"Action\":\"sts:AssumeRole\","
                        + "\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"acme\"}}"));

        reader(TrustPolicies.allow("999988887777", "acme"));
        awaitTrust(READER, "GUARDED");
        assertEquals(0, meter("open"));
    }

    @Test
    void audit_roleBecomesClosed_isDownAndOneWarning() {
        awaitBothGuarded();
        reader(TrustPolicies.allow("999988887777", "somebody-else"));
        awaitTrust(READER, "CLOSED");
        awaitThreeMoreAudits();

        assertEquals(HealthCheck.State.DOWN, health().getState());
        assertEquals(1, meter("closed"));
        assertEquals(1, warnings().size());
        assertTrue(
                warnings().get(0).startsWith("The role " + READER + " does not let this deployment in. STS answers"));
    }

    @Test
    void audit_stsThrottles_changesNothing() {
        awaitBothGuarded();
        aws.faults().on("AssumeRole").fail("Throttling");
        awaitThreeMoreAudits();

        assertEquals("GUARDED", String.valueOf(health().getDetails().get(READER)));
        assertEquals(List.of(), warnings());
    }

    @Test
    void audit_sendsTheAccountNameNothingAndWhatNobodyHas() {
        awaitBothGuarded();

        List<String> sent = aws.calls().list(call -> call.operation().equals("AssumeRole")).stream()
                .map(call -> call.externalId() == null ? "none" : call.externalId())
                .toList();
        assertTrue(sent.contains("acme"));
        assertTrue(sent.contains("none"));
        assertTrue(sent.stream().anyMatch(id -> id.startsWith("acme-nobody-")));
        assertFalse(sent.stream().anyMatch(id -> !id.matches("acme|none|acme-nobody-.*")));
    }
}
