// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** STS: from an HTTP request to its answer. Thread-safe. */
final class StsService {
    private final Accounts accounts;
    private final Authenticator authenticator;
    private final Environment environment;
    private final Optional<Duration> sessionLifetime;
    private final Faults faults;
    private final CallRunner runner;

    StsService(
            Accounts accounts,
            Authenticator authenticator,
            LocalAwsOptions options,
            Monitoring monitoring,
            Environment environment) {
        this.accounts = accounts;
        this.authenticator = authenticator;
        this.environment = environment;
        this.sessionLifetime = options.sessionLifetime();
        this.faults = monitoring.faults();
        this.runner = new CallRunner(monitoring.calls());
    }

    HttpAnswer handle(HttpCall http) {
        FormBody form = new FormBody(http.body());
        String operation = form.get("Action").orElse("");
        String requestId = UUID.randomUUID().toString();
        CallScope scope = new CallScope(AwsService.STS, operation);
        scope.externalId(form.get("ExternalId"));
        return runner.run(
                scope,
                () -> answer(200, perform(http, operation, form, scope, requestId), requestId),
                error -> answer(error.status(), StsXml.error(error, requestId), requestId));
    }

    private String perform(HttpCall http, String operation, FormBody form, CallScope scope, String requestId) {
        Authenticated who = authenticator.authenticate(AwsService.STS, http);
        scope.identified(who);
        return switch (operation) {
            case "AssumeRole" -> assumeRole(who, AssumeRoleInput.parse(form), scope, requestId);
            case "GetCallerIdentity" -> {
                scope.begin("*", null, faults);
                yield StsXml.callerIdentity(who.caller(), requestId);
            }
            default ->
                throw new AwsError(
                        "InvalidAction", 400, "Could not find operation " + operation + " for version 2011-06-15");
        };
    }

    private String assumeRole(Authenticated who, AssumeRoleInput input, CallScope scope, String requestId) {
        scope.begin(input.roleArn().toString(), null, faults);
        LocalRole role = permittedRole(who, input);
        checkDuration(role, who.caller(), input.duration());
        Instant expires = environment
                .clock()
                .instant()
                .plus(sessionLifetime.orElse(input.duration()))
                .truncatedTo(sessionLifetime.isPresent() ? ChronoUnit.MILLIS : ChronoUnit.SECONDS);
        Caller session = Caller.session(role.identity(), input.sessionName(), input.sessionPolicy());
        AccessKey key = environment.keys().createForSession(session, expires);
        return StsXml.assumeRole(key, expires, input, requestId);
    }

    /** One text for every refusal, also for a role that does not exist: a caller learns nothing from it. */
    private LocalRole permittedRole(Authenticated who, AssumeRoleInput input) {
        Caller caller = who.caller();
        RequestContext context = caller.context(who.region())
                .with("sts:ExternalId", input.externalId())
                .with("sts:RoleSessionName", input.sessionName())
                .with("sts:SourceIdentity", input.sourceIdentity());
        Optional<LocalRole> role = accounts.findRole(input.roleArn());
        for (String action : input.actions()) {
            boolean allowed = role.isPresent()
                    && RoleAssumption.allowed(
                            role.get().trustPolicy(), role.get().identity(), caller, action, context);
            if (!allowed) {
                String resource = input.roleArn().toString();
                throw new AwsError("AccessDenied", 403, Authorization.message(caller.arn(), action, resource, ""));
            }
        }
        return role.orElseThrow();
    }

    private static void checkDuration(LocalRole role, Caller caller, Duration asked) {
        if (caller.session() && asked.compareTo(Limits.ONE_HOUR) > 0) {
            throw new AwsError(
                    "ValidationError",
                    400,
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.");
        }
        if (asked.compareTo(role.maxSessionDuration()) > 0) {
            throw new AwsError(
                    "ValidationError",
                    400,
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
    }

    private static HttpAnswer answer(int status, String xml, String requestId) {
        Map<String, String> headers = Map.of("Content-Type", "text/xml", "x-amzn-RequestId", requestId);
        return HttpAnswer.of(status, headers, Buffer.buffer(xml));
    }
}
