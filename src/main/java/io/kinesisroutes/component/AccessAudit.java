// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.access.AssumedRole;
import io.kinesisroutes.access.CallerIdentity;
import io.kinesisroutes.access.Connection;
import io.kinesisroutes.access.NoCredentialsException;
import io.kinesisroutes.access.OwnIdentity;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.ExtendedStartupListener;
import org.apache.camel.RuntimeCamelException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Gives a route the questions that show whether the roles of all {@code aws2-kinesis} endpoints still let in this
 * deployment, and nobody else, and reports what the answers say. Of a chain of roles the first is asked for: it is the one
 * that the deployment itself assumes. Thread-safe once it has its context.
 */
public final class AccessAudit implements CamelContextAware, ExtendedStartupListener {

    private static final Logger LOG = LoggerFactory.getLogger(AccessAudit.class);

    private final Map<Connection, Map<Probe, ProbeAnswer>> answers = new ConcurrentHashMap<>();
    private final CountDownLatch started = new CountDownLatch(1);
    private final Set<String> warned = ConcurrentHashMap.newKeySet();
    private CamelContext camelContext;
    private RoleTrustReport report;

    /**
     * Three questions for each role that an endpoint of this context has at this moment.
     *
     * @return none if the context has not started within a minute
     */
    public List<AuditQuestion> questions() throws InterruptedException {
        answers.clear();
        // An endpoint that a route asks for while its context starts may be left without a start of its own.
        if (!started.await(1, TimeUnit.MINUTES)) {
            return List.of();
        }
        return camelContext.getEndpoints().stream()
                .filter(KinesisEndpoint.class::isInstance)
                .map(endpoint -> ((KinesisEndpoint) endpoint).connection())
                .filter(connection -> connection.role().isPresent())
                .collect(Collectors.toMap(this::asked, Function.identity(), (one, same) -> one))
                .values()
                .stream()
                .flatMap(connection -> Arrays.stream(Probe.values()).map(probe -> new AuditQuestion(probe, connection)))
                .toList();
    }

    /** One role is asked for once, however many streams are reached through it. */
    private List<String> asked(Connection connection) {
        AssumedRole role = connection.role().orElseThrow();
        boolean isSomebodyElse = !(connection.identity() instanceof OwnIdentity.DefaultChain);
        if (isSomebodyElse && warned.add(role.roles().get(0).toString())) {
            LOG.warn(
                    "The audit asks for {} as camel.component.aws2-sts says, while its endpoint has an identity of its own:"
                            + " give both the same",
                    role.roles().get(0));
        }
        return List.of(role.roles().get(0).toString(), role.externalId());
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

    /** What STS said; {@code null} is a session. */
    static ProbeAnswer answer(Probe probe, Exception failure) {
        if (failure == null) {
            return ProbeAnswer.accepted(probe);
        }
        // Not what is suppressed in it: the SDK keeps the attempts before the last one there.
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SdkException sdk) {
                return ProbeAnswer.of(probe, sdk);
            }
        }
        return new ProbeAnswer(probe, Outcome.UNKNOWN, failure.toString());
    }

    private static String fix(AuditQuestion question, Collection<ProbeAnswer> answers) {
        if (RoleTrust.of(answers) == RoleTrust.UNKNOWN) {
            return answers.stream()
                    .map(answer -> answer.probe().text() + ": " + (answer.text().isEmpty() ? "let in" : answer.text()))
                    .collect(Collectors.joining("; "));
        }
        RoleFixes fixes = new RoleFixes(
                question.role(),
                caller(question.connection()),
                question.assumed().externalId(),
                answers);
        return answers.stream()
                .filter(answer ->
                        RoleTrust.of(answers) == RoleTrust.CLOSED && answer.probe() == Probe.RIGHT_EXTERNAL_ID)
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
        try {
            camelContext.addStartupListener(this);
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeCamelException(e);
        }
    }

    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        if (alreadyStarted) {
            started.countDown();
        }
    }

    @Override
    public void onCamelContextFullyStarted(CamelContext context, boolean alreadyStarted) {
        started.countDown();
    }
}
