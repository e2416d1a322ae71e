// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kinesisroutes.access.Probe;
import io.kinesisroutes.access.ProbeAnswer.Outcome;
import org.apache.camel.CamelExecutionException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sts.model.StsException;

class AccessAuditTest {

    @Test
    void answer_refusedAfterAnAttemptThatFailed_isTheRefusal() {
        Exception refused = (Exception) StsException.builder()
                .statusCode(403)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("AccessDenied")
                        .errorMessage("not authorized")
                        .build())
                .build();
        refused.addSuppressed(SdkClientException.create("Request attempt 1 failure: connection reset"));

        assertEquals(
                Outcome.REFUSED,
                AccessAudit.answer(Probe.WRONG_EXTERNAL_ID, refused).outcome());
        assertEquals(
                Outcome.REFUSED,
                AccessAudit.answer(Probe.WRONG_EXTERNAL_ID, new CamelExecutionException("in a route", null, refused))
                        .outcome());
    }

    @Test
    void answer_nothingThatAwsSaid_isUnknownAndNoExceptionIsASession() {
        assertEquals(
                Outcome.UNKNOWN,
                AccessAudit.answer(Probe.NO_EXTERNAL_ID, new IllegalStateException("of a route"))
                        .outcome());
        assertEquals(
                Outcome.ACCEPTED, AccessAudit.answer(Probe.NO_EXTERNAL_ID, null).outcome());
    }
}
