// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.util.Optional;

/** What becomes known of a call while it is handled, for the faults and for the log. Confined to one thread. */
final class CallScope {
    private final AwsService service;
    private final String operation;
    private Authenticated authenticated;
    private String resource;
    private String externalId;
    private FaultPlan plan = FaultPlan.NONE;

    CallScope(AwsService service, String operation) {
        this.service = service;
        this.operation = operation;
    }

    void identified(Authenticated who) {
        authenticated = who;
    }

    void externalId(Optional<String> sent) {
        externalId = sent.orElse(null);
    }

    /** Everything that faults go by is known: decide on them, and fail at once if that is what they want. */
    void begin(String resourceArn, String stream, Faults faults) {
        resource = resourceArn;
        Caller caller = authenticated.caller();
        plan = faults.plan(new CallTarget(
                service.signingName(),
                operation,
                caller.accountId(),
                authenticated.region(),
                stream,
                caller.arn(),
                resource));
        if (plan.dropBefore()) {
            throw new AwsError("Dropped", 0, "");
        }
        plan.errorBefore().ifPresent(error -> {
            throw error;
        });
    }

    FaultPlan plan() {
        return plan;
    }

    Call call(int status, String errorCode) {
        return new Call(
                service.signingName(),
                operation,
                authenticated == null ? null : authenticated.caller().accountId(),
                authenticated == null ? null : authenticated.caller().arn(),
                authenticated == null ? null : authenticated.region(),
                resource,
                externalId,
                status,
                errorCode);
    }
}
