// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkGlobalTime;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.sts.model.StsException;

class LocalAwsCallerTest {
    private static final String REGION = "eu-west-1";

    private final TestAws aws = new TestAws();
    private final LocalAccount account = aws.server().account("111122223333");
    private final LocalCredentials user = account.user("app");

    @AfterEach
    void close() {
        aws.close();
        // The SDK corrects its clock for the whole JVM.
        SdkGlobalTime.setGlobalTimeOffset(0);
    }

    @Test
    void secret_wrong_isRefused() {
        LocalCredentials wrong = new LocalCredentials(user.arn(), user.accessKeyId(), "not the secret", null);

        assertRefused("InvalidSignatureException", 400, wrong);
        StsException atSts =
                assertThrows(StsException.class, () -> aws.sts(wrong).getCallerIdentity());
        assertEquals("SignatureDoesNotMatch", atSts.awsErrorDetails().errorCode());
        assertEquals(403, atSts.statusCode());
    }

    @Test
    void accessKey_unknown_isRefused() {
        LocalCredentials unknown = new LocalCredentials("", "AKIA-OF-NOBODY", "secret", null);

        assertRefused("UnrecognizedClientException", 400, unknown);
        StsException atSts =
                assertThrows(StsException.class, () -> aws.sts(unknown).getCallerIdentity());
        assertEquals("InvalidClientTokenId", atSts.awsErrorDetails().errorCode());
    }

    @Test
    void sessionToken_missingOrNotNeeded_isRefused() {
        LocalCredentials session = account.role("R", TrustPolicies.allow("*")).session("worker-1");
        String secret = session.secretAccessKey();

        assertRefused(
                "UnrecognizedClientException",
                400,
                new LocalCredentials(session.arn(), session.accessKeyId(), secret, null));
        assertRefused(
                "UnrecognizedClientException",
                400,
                new LocalCredentials(user.arn(), user.accessKeyId(), user.secretAccessKey(), "token"));
    }

    @Test
    void clock_tenMinutesOff_isRefusedByKinesisUntilTheSdkCorrectsIt() {
        Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10));
        try (TestAws skewed = new TestAws(LocalAwsOptions.defaults().withSigningClock(ahead))) {
            LocalCredentials admin = skewed.server().account("111122223333").user("admin");
            skewed.sts(admin).getCallerIdentity();
            KinesisClient kinesis = skewed.kinesis(admin, REGION);

            KinesisException error = assertThrows(KinesisException.class, kinesis::listStreams);
            assertEquals("InvalidSignatureException", error.awsErrorDetails().errorCode());
            assertTrue(error.getMessage().contains("Signature expired: "), error.getMessage());
            kinesis.listStreams();
        }
    }

    @Test
    void request_unsigned_isAnsweredInJsonWithDateAndRequestId() throws IOException, InterruptedException {
        HttpResponse<String> answer = post("Kinesis_20131202.ListStreams", "{}");

        assertEquals(400, answer.statusCode());
        assertEquals(
                "{\"__type\":\"MissingAuthenticationTokenException\",\"message\":\"Missing Authentication Token\"}",
                answer.body());
        assertEquals(
                "application/x-amz-json-1.1",
                answer.headers().firstValue("content-type").orElse(""));
        assertTrue(answer.headers().firstValue("date").isPresent());
        assertTrue(answer.headers().firstValue("x-amzn-requestid").isPresent());
    }

    @Test
    void operation_unknown_isUnknownOperation() throws IOException, InterruptedException {
        assertTrue(post("Kinesis_20131202.MakeCoffee", "{}").body().contains("UnknownOperationException"));
    }

    @Test
    void credentials_asText_hideTheSecret() {
        LocalCredentials session = account.role("R", TrustPolicies.allow("*")).session("worker-1");

        assertFalse(session.toString().contains(session.secretAccessKey()));
        assertFalse(session.toString().contains(session.sessionToken()));
    }

    private void assertRefused(String code, int status, LocalCredentials credentials) {
        AwsServiceException error = assertThrows(AwsServiceException.class, () -> aws.kinesis(credentials, REGION)
                .listStreams());
        assertEquals(code, error.awsErrorDetails().errorCode());
        assertEquals(status, error.statusCode());
    }

    private HttpResponse<String> post(String target, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(aws.endpoint())
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", target)
                .POST(BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
