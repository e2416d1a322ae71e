// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.UUID;

/** CloudWatch: takes metrics from who may send them, and forgets them. Thread-safe. */
final class MetricsService {
    private static final String PATH = "/service/GraniteServiceVersion20100801/operation/";

    private static final Buffer NOTHING = Buffer.buffer(new byte[] {(byte) 0xA0});

    private final Authenticator authenticator;
    private final Monitoring monitoring;
    private final CallRunner runner;

    MetricsService(Authenticator authenticator, Monitoring monitoring) {
        this.authenticator = authenticator;
        this.monitoring = monitoring;
        this.runner = new CallRunner(monitoring.calls());
    }

    static boolean isFor(HttpCall http) {
        return http.path().startsWith(PATH);
    }

    HttpAnswer handle(HttpCall http) {
        String operation = http.path().substring(PATH.length());
        CallScope scope = new CallScope(AwsService.MONITORING, operation);
        return runner.run(scope, () -> perform(http, operation, scope), MetricsService::errorAnswer);
    }

    private HttpAnswer perform(HttpCall http, String operation, CallScope scope) {
        Authenticated who = authenticator.authenticate(AwsService.MONITORING, http);
        scope.identified(who);
        scope.begin("*", null, monitoring.faults());
        JsonNode body = WireFormat.CBOR.read(http.body());
        RequestContext context = who.caller()
                .context(who.region())
                .with("cloudwatch:namespace", body.path("Namespace").asText());
        Authorization.permit(who, "cloudwatch:" + operation, "*", context);
        return answer(200, NOTHING);
    }

    private static HttpAnswer errorAnswer(AwsError error) {
        return answer(error.status(), ReplyWriter.write(KinesisService.errorReply(error), WireFormat.CBOR));
    }

    private static HttpAnswer answer(int status, Buffer body) {
        return HttpAnswer.of(
                status,
                Map.of(
                        "Content-Type", "application/cbor",
                        "smithy-protocol", "rpc-v2-cbor",
                        "x-amzn-RequestId", UUID.randomUUID().toString()),
                body);
    }
}
