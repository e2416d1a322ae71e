// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.access.AssumedRole;
import io.kinesisroutes.access.CallerIdentity;
import io.kinesisroutes.access.Connection;
import io.kinesisroutes.access.NoCredentialsException;
import io.kinesisroutes.access.Probe;
import io.kinesisroutes.access.ProbeAnswer;
import io.kinesisroutes.access.ProbeAnswer.Outcome;
import io.kinesisroutes.access.RoleArn;
import io.kinesisroutes.access.RoleFixes;
import io.kinesisroutes.access.RoleProbes;
import io.kinesisroutes.stream.FailureClassifier;
import io.kinesisroutes.stream.KinesisFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;

/** Checks who the deployment is and whether its roles let it in, and only it. */
final class IdentitySteps {

    /** Kinesis takes a signature that is this old or this new. */
    private static final Duration SIGNATURE_WINDOW = Duration.ofMinutes(5);

    /** An answer has its date to the second, and takes its time. */
    private static final Duration ANSWER_TIME = Duration.ofSeconds(5);

    private static final String WHO = "who we are";

    private final Connection connection;
    private final RoleProbes probes;
    private final Consumer<CheckStep> steps;
    private CallerIdentity own;

    IdentitySteps(Connection connection, Consumer<CheckStep> steps) {
        this.connection = connection;
        this.probes = new RoleProbes(connection);
        this.steps = steps;
    }

    /** @return whether there is somebody to call Kinesis as */
    boolean run() {
        own = ownIdentity();
        List<RoleArn> roles = connection.role().map(AssumedRole::roles).orElse(List.of());
        boolean in = own != null;
        for (int hop = 0; hop < roles.size(); hop++) {
            if (in) {
                in = probe(hop, roles.get(hop), hop == 0 ? own : sessionOf(roles.get(hop - 1)));
            } else {
                skip(roles.get(hop));
            }
        }
        return in;
    }

    /** Who the deployment itself is; empty if AWS did not say it to {@link #run()}. */
    Optional<CallerIdentity> own() {
        return Optional.ofNullable(own);
    }

    private CallerIdentity ownIdentity() {
        try {
            CallerIdentity caller = probes.ownIdentity();
            steps.accept(CheckStep.ok(WHO, caller.arn() + " in account " + caller.account()));
            caller.clockAhead().ifPresent(this::clock);
            return caller;
        } catch (NoCredentialsException e) {
            steps.accept(CheckStep.failed(WHO, "nobody: no credentials were found", e.getMessage()));
        } catch (SdkException e) {
            KinesisFailure failure = FailureClassifier.classify("sts:GetCallerIdentity", e);
            steps.accept(
                    failure.isRetryable()
                            ? CheckStep.unknown(WHO, Fixes.said(failure))
                            : CheckStep.failed(WHO, Fixes.said(failure), Fixes.ownCredentials(e)));
        }
        return null;
    }

    private void clock(Duration ahead) {
        boolean right = ahead.abs().compareTo(SIGNATURE_WINDOW) < 0;
        String text = ahead.abs().compareTo(ANSWER_TIME) <= 0
                ? "as AWS's"
                : Math.abs(ahead.toSeconds()) + " s " + (ahead.isNegative() ? "behind" : "ahead of") + " AWS's";
        steps.accept(
                right
                        ? CheckStep.ok("clock of this machine", text)
                        : CheckStep.failed("clock of this machine", text, Fixes.clock(SIGNATURE_WINDOW)));
    }

    private boolean probe(int hop, RoleArn role, CallerIdentity caller) {
        try {
            List<ProbeAnswer> answers = probes.probe(hop);
            RoleFixes fixes =
                    new RoleFixes(role, caller, connection.role().orElseThrow().externalId(), answers);
            answers.forEach(answer -> steps.accept(step(role, answer, fixes)));
            return answers.get(Probe.RIGHT_EXTERNAL_ID.ordinal()).outcome() == Outcome.ACCEPTED;
        } catch (SdkException e) {
            steps.accept(CheckStep.unknown(
                    role.name(),
                    FailureClassifier.classify("The role before it", e).getMessage()));
            return false;
        }
    }

    private static CheckStep step(RoleArn role, ProbeAnswer answer, RoleFixes fixes) {
        String name = role.name() + ", " + answer.probe().text();
        boolean right = answer.probe() == Probe.RIGHT_EXTERNAL_ID;
        return switch (answer.outcome()) {
            case ACCEPTED ->
                right
                        ? CheckStep.ok(name, "let in")
                        : new CheckStep(CheckStep.Status.OPEN, name, "let in, and must be refused", fixes.open());
            case REFUSED ->
                right
                        ? CheckStep.failed(name, "refused: " + answer.text(), fixes.closed(answer.text()))
                        : CheckStep.ok(name, "refused, as it must be");
            case NOT_ASKED ->
                new CheckStep(
                        CheckStep.Status.UNKNOWN, name, "our own side refused: " + answer.text(), fixes.notAsked());
            case FAILED -> CheckStep.failed(name, answer.text(), fixes.failed());
            case UNKNOWN -> CheckStep.unknown(name, answer.text());
        };
    }

    private void skip(RoleArn role) {
        for (Probe probe : Probe.values()) {
            steps.accept(CheckStep.notTried(role.name() + ", " + probe.text(), "there is nobody to ask as, see above"));
        }
    }

    private static CallerIdentity sessionOf(RoleArn role) {
        return new CallerIdentity(role.toString(), role.account(), Optional.empty());
    }
}
