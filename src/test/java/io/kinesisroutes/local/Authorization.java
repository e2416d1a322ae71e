// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.util.List;
import java.util.Optional;

/** Whether the caller's own policies allow an action on a resource, and how AWS words it when they do not. Pure. */
final class Authorization {
    private Authorization() {}

    /** The reason for a refusal as AWS appends it to its message, or empty if the action is allowed. */
    static Optional<String> refusal(Caller caller, String action, String resource, RequestContext context) {
        Optional<String> byIdentity =
                refusal("identity-based", caller.identity().policies(), action, resource, context);
        return byIdentity.or(() ->
                caller.sessionPolicies().flatMap(policies -> refusal("session", policies, action, resource, context)));
    }

    /** Refuses as the services do whose protocol is JSON. */
    static void permit(Authenticated who, String action, String resource, RequestContext context) {
        Caller caller = who.caller();
        refusal(caller, action, resource, context).ifPresent(reason -> {
            throw AwsError.kinesis("AccessDeniedException", message(caller.arn(), action, resource, reason));
        });
    }

    static String message(String callerArn, String action, String resource, String reason) {
        return "User: " + callerArn + " is not authorized to perform: " + action + " on resource: " + resource + reason;
    }

    private static Optional<String> refusal(
            String kind, List<PolicyDocument> policies, String action, String resource, RequestContext context) {
        return switch (PolicyDocument.evaluate(policies, action, resource, context)) {
            case ALLOW -> Optional.empty();
            case EXPLICIT_DENY ->
                Optional.of(" with an explicit deny in " + (kind.startsWith("i") ? "an " : "a ") + kind + " policy");
            case IMPLICIT_DENY -> Optional.of(" because no " + kind + " policy allows the " + action + " action");
        };
    }
}
