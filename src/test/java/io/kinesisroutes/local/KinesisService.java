// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Kinesis: from an HTTP request to its answer. The checks come in the order in which AWS makes them: the caller, the
 * shape of the request, the permission, and only then what exists. Thread-safe.
 */
final class KinesisService {
    private static final String TARGET = "Kinesis_20131202.";

    private final Accounts accounts;
    private final Authenticator authenticator;
    private final KinesisOperations operations;
    private final Faults faults;
    private final CallRunner runner;
    private final Environment environment;

    KinesisService(
            Accounts accounts,
            Authenticator authenticator,
            LocalAwsOptions options,
            Monitoring monitoring,
            Environment environment) {
        this.accounts = accounts;
        this.authenticator = authenticator;
        this.faults = monitoring.faults();
        this.operations = new KinesisOperations(options.iteratorLifetime(), faults);
        this.runner = new CallRunner(monitoring.calls());
        this.environment = environment;
    }

    HttpAnswer handle(HttpCall http) {
        String target = http.header("x-amz-target").orElse("");
        String name = target.startsWith(TARGET) ? target.substring(TARGET.length()) : target;
        WireFormat format =
                http.header("content-type").flatMap(WireFormat::ofContentType).orElse(WireFormat.JSON);
        CallScope scope = new CallScope(AwsService.KINESIS, name);
        return runner.run(
                scope,
                () -> answer(200, format, ReplyWriter.write(perform(http, name, format, scope), format)),
                error -> answer(error.status(), format, ReplyWriter.write(errorReply(error), format)));
    }

    private Reply perform(HttpCall http, String name, WireFormat format, CallScope scope) {
        Optional<KinesisOperation> known = operations.find(name);
        KinesisOperation operation =
                known.orElseThrow(() -> AwsError.kinesis("UnknownOperationException", "Unknown operation: " + name));
        Authenticated who = authenticator.authenticate(AwsService.KINESIS, http);
        scope.identified(who);
        Fields in = new Fields(format.read(http.body()), format);
        Constraints constraints = new Constraints();
        operation.shape().check(in, constraints);
        constraints.check("ValidationException");
        StreamAddress address = operation.locator().locate(in, callersPlace(who));
        String resource = operation.resource().of(in, address);
        scope.begin(resource, address == null ? null : address.name(), faults);
        permit(who, "kinesis:" + name, resource, address);
        LocalAccount account = accounts.getOrCreate(who.caller().accountId());
        Optional.ofNullable(address)
                .filter(place -> place.region().equals(who.region()))
                .flatMap(account::find)
                .ifPresent(stream -> StreamEncryption.permit(name, who, stream));
        Clock clock = environment.clock();
        return operation.handler().handle(new KinesisCall(account, who.region(), in, address, scope, clock));
    }

    private StreamAddress callersPlace(Authenticated who) {
        return new StreamAddress(environment.partition(), who.caller().accountId(), who.region(), "");
    }

    private static void permit(Authenticated who, String action, String resource, StreamAddress address) {
        Caller caller = who.caller();
        Optional<String> refusal = Authorization.refusal(caller, action, resource, caller.context(who.region()));
        boolean foreign = address != null && !address.accountId().equals(caller.accountId());
        // No stream here has a resource policy, and without one only its own account's principals get in.
        Optional<String> reason = foreign && refusal.isEmpty()
                ? Optional.of(" because no resource-based policy allows the " + action + " action")
                : refusal;
        reason.ifPresent(text -> {
            throw AwsError.kinesis(
                    "AccessDeniedException", Authorization.message(caller.arn(), action, resource, text));
        });
    }

    static Reply errorReply(AwsError error) {
        String member = error.code().equals("SerializationException") ? "Message" : "message";
        return out -> {
            out.field("__type", error.code());
            out.field(member, error.getMessage());
        };
    }

    private static HttpAnswer answer(int status, WireFormat format, Buffer body) {
        String requestId = UUID.randomUUID().toString();
        Map<String, String> headers = Map.of(
                "Content-Type", format.contentType(),
                "x-amzn-RequestId", requestId,
                "x-amz-id-2", RandomIds.extendedRequestId(requestId.concat(requestId)));
        return HttpAnswer.of(status, headers, body);
    }
}
