// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.access.CallerIdentity;
import io.kinesisroutes.access.Connection;
import io.kinesisroutes.access.NoCredentialsException;
import io.kinesisroutes.access.Probe;
import io.kinesisroutes.access.ProbeAnswer;
import io.kinesisroutes.access.ProbeAnswer.Outcome;
import io.kinesisroutes.access.RoleFixes;
import io.kinesisroutes.access.RoleProbes;
import io.kinesisroutes.access.RoleTrust;
import io.kinesisroutes.observe.RoleTrustReport;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.util.ObjectHelper;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Gives a route the questions that show whether the roles of all {@code aws2-kinesis} endpoints still let in this
 * deployment, and nobody else, and reports what the answers say. Of a chain of roles the first is asked for: it is the one
 * that the deployment itself assumes. Thread-safe once it has its context.
 */
public final class AccessAudit implements CamelContextAware {

    private final Map<Connection, Map<Probe, ProbeAnswer>> answers = new ConcurrentHashMap<>();
    private CamelContext camelContext;
    private RoleTrustReport report;

    /** Three questions for each role that an endpoint of this context has at this moment. */
    public List<AuditQuestion> questions() {
        answers.clear();
        return camelContext.getEndpoints().stream()
                .filter(KinesisEndpoint.class::isInstance)
                .map(endpoint -> ((KinesisEndpoint) endpoint).connection())
                .filter(connection -> connection.role().isPresent())
                .distinct()
                .flatMap(connection -> Arrays.stream(Probe.values()).map(probe -> new AuditQuestion(probe, connection)))
                .toList();
    }

    /**
     * Takes an answer, and reports once all three of a role are here. Throws the session away that STS may have given.
     *
     * @param question what was asked
     * @param exchange on which STS was asked; what it threw is the caught exception
     */
    public void answered(@ExchangeProperty("question") AuditQuestion question, Exchange exchange) {
        exchange.getMessage().setBody(null);
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Map<Probe, ProbeAnswer> known =
                answers.computeIfAbsent(question.connection(), connection -> new ConcurrentHashMap<>());
        known.put(question.probe(), answer(question.probe(), failure));
        if (known.size() == Probe.values().length) {
            report.found(question.role().toString(), RoleTrust.of(known.values()), () -> fix(question, known.values()));
        }
    }

    private static ProbeAnswer answer(Probe probe, Exception failure) {
        if (failure == null) {
            return ProbeAnswer.accepted(probe);
        }
        SdkException sdk = ObjectHelper.getException(SdkException.class, failure);
        return sdk == null ? new ProbeAnswer(probe, Outcome.UNKNOWN, failure.toString()) : ProbeAnswer.of(probe, sdk);
    }

    private static String fix(AuditQuestion question, Collection<ProbeAnswer> answers) {
        RoleFixes fixes = new RoleFixes(
                question.role(),
                caller(question.connection()),
                question.assumed().externalId(),
                answers);
        return answers.stream()
                .filter(answer -> answer.probe() == Probe.RIGHT_EXTERNAL_ID && answer.outcome() == Outcome.REFUSED)
                .findFirst()
                .map(refusal -> fixes.closed(refusal.text()))
                .orElseGet(fixes::open);
    }

    private static CallerIdentity caller(Connection connection) {
        try {
            return new RoleProbes(connection).ownIdentity();
        } catch (SdkException | NoCredentialsException e) {
            return new CallerIdentity("this deployment", "YOUR_ACCOUNT", Optional.empty());
        }
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
        this.report = new RoleTrustReport(camelContext);
    }
}
