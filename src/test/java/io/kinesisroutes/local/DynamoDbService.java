// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;

/**
 * DynamoDB: who calls, whether he may, and what faults want; then a DynamoDB Local, which asks nobody who he is, answers.
 * A table belongs to whoever's account calls. Thread-safe.
 */
final class DynamoDbService {
    static final String TARGET = "DynamoDB_20120810.";

    private static final String CONTENT_TYPE = "application/x-amz-json-1.0";

    private final Authenticator authenticator;
    private final Monitoring monitoring;
    private final CallRunner runner;
    private final String partition;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI behind;

    DynamoDbService(Authenticator authenticator, Monitoring monitoring, String partition, URI behind) {
        this.authenticator = authenticator;
        this.monitoring = monitoring;
        this.runner = new CallRunner(monitoring.calls());
        this.partition = partition;
        this.behind = behind;
    }

    HttpAnswer handle(HttpCall http) {
        String operation = http.header("x-amz-target").orElseThrow().substring(TARGET.length());
        CallScope scope = new CallScope(AwsService.DYNAMODB, operation);
        return runner.run(scope, () -> perform(http, operation, scope), DynamoDbService::errorAnswer);
    }

    private HttpAnswer perform(HttpCall http, String operation, CallScope scope) {
        Authenticated who = authenticator.authenticate(AwsService.DYNAMODB, http);
        scope.identified(who);
        Fields in = new Fields(WireFormat.JSON.read(http.body()), WireFormat.JSON);
        String resource = resource(who, in);
        scope.begin(resource, null, monitoring.faults());
        Authorization.permit(
                who, "dynamodb:" + operation, resource, who.caller().context(who.region()));
        return forward(http);
    }

    private String resource(Authenticated who, Fields in) {
        String table = "arn:" + partition + ":dynamodb:" + who.region() + ":"
                + who.caller().accountId() + ":table/" + in.text("TableName").orElse("*");
        return in.text("IndexName").map(index -> table + "/index/" + index).orElse(table);
    }

    private HttpAnswer forward(HttpCall http) {
        HttpRequest.Builder same = HttpRequest.newBuilder(behind)
                .header("X-Amz-Target", http.headers().get("x-amz-target"))
                .header("Content-Type", CONTENT_TYPE)
                .header("Authorization", http.headers().get("authorization"));
        try {
            HttpResponse<byte[]> answer = client.send(
                    same.POST(HttpRequest.BodyPublishers.ofByteArray(http.body()))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            return answer(answer.statusCode(), Buffer.buffer(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpAnswer errorAnswer(AwsError error) {
        return answer(error.status(), ReplyWriter.write(KinesisService.errorReply(error), WireFormat.JSON));
    }

    private static HttpAnswer answer(int status, Buffer body) {
        return HttpAnswer.of(
                status,
                Map.of(
                        "Content-Type",
                        CONTENT_TYPE,
                        "x-amzn-RequestId",
                        UUID.randomUUID().toString()),
                body);
    }
}
