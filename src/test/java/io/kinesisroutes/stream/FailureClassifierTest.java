// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

class FailureClassifierTest {

    @ParameterizedTest
    @CsvSource({
        "ProvisionedThroughputExceededException, 400, Throttled, true",
        "LimitExceededException,                 400, Throttled, true",
        "KMSThrottlingException,                 400, Throttled, true",
        "Throttling,                             400, Throttled, true",
        "InternalFailureException,               500, Unavailable, true",
        "ServiceUnavailable,                     503, Unavailable, true",
        "ResourceInUseException,                 400, Unavailable, true",
        "ExpiredIteratorException,               400, ExpiredIterator, true",
        "AccessDeniedException,                  400, Refused, false",
        "AccessDenied,                           403, Refused, false",
        "ExpiredTokenException,                  400, Refused, false",
        "UnrecognizedClientException,            400, Refused, false",
        "KMSAccessDeniedException,               400, Refused, false",
        "ResourceNotFoundException,              400, NotFound, false",
        "InvalidArgumentException,               400, Rejected, false",
        "ValidationException,                    400, Rejected, false",
        "SomethingNew,                           400, Rejected, false",
    })
    void classify_answerOfAws_saysWhatCanBeDone(String code, int status, String kind, boolean passing) {
        AwsServiceException e = AwsServiceException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("what AWS says")
                        .build())
                .build();

        KinesisFailure failure = FailureClassifier.classify("kinesis:GetRecords on stream orders", e);

        assertEquals(kind, failure.getClass().getSimpleName());
        assertEquals(passing, failure.isRetryable());
        assertSame(e, failure.getCause());
        String expected = "kinesis:GetRecords on stream orders failed with " + code + ": what AWS says";
        assertTrue(failure.getMessage().startsWith(expected), failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"503, Unavailable", "429, Throttled", "403, Refused", "407, Refused", "413, Rejected"})
    void classify_answerOfSomethingInBetween_isJudgedByItsStatus(int status, String kind) {
        AwsServiceException bare =
                AwsServiceException.builder().statusCode(status).build();
        AwsServiceException noCode = AwsServiceException.builder()
                .statusCode(status)
                .awsErrorDetails(
                        AwsErrorDetails.builder().errorMessage("<html>").build())
                .build();

        for (AwsServiceException e : List.of(bare, noCode)) {
            KinesisFailure failure = FailureClassifier.classify("kinesis:GetRecords", e);
            assertEquals(kind, failure.getClass().getSimpleName());
            assertTrue(failure.getMessage().contains("HTTP status " + status), failure.getMessage());
        }
    }

    @Test
    void classify_keyOfTheStreamRefused_namesTheActionsThatAwsDoesNot() {
        AwsServiceException e = AwsServiceException.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("KMSAccessDeniedException")
                        .errorMessage("User X is not authorized to decrypt records in stream Y")
                        .build())
                .build();

        String message = FailureClassifier.classify("kinesis:GetRecords", e).getMessage();

        assertTrue(message.contains("kms:Decrypt to read and kms:GenerateDataKey to write"), message);
    }

    @Test
    void classify_noAnswer_mayPass() {
        KinesisFailure failure =
                FailureClassifier.classify("kinesis:GetRecords", SdkClientException.create("connection reset"));

        assertEquals("kinesis:GetRecords got no answer: connection reset", failure.getMessage());
        assertEquals(true, failure.isRetryable());
    }
}
