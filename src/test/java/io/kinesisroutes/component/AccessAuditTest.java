// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kinesisroutes.access.Probe;
import io.kinesisroutes.access.ProbeAnswer.Outcome;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.impl.DefaultCamelContext;
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

    @Test
    void questions_contextStarts_areAskedOnceItHasStarted() throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        AccessAudit audit = new AccessAudit();
        audit.setCamelContext(context);
        FutureTask<String> asked =
                new FutureTask<>(() -> audit.questions().size() + " asked, started: " + context.isStarted());
        Thread timer = new Thread(asked);
        timer.start();
        await().until(() -> timer.getState() == Thread.State.TIMED_WAITING);

        context.start();

        assertEquals("0 asked, started: true", asked.get(10, TimeUnit.SECONDS));
        context.stop();
    }

    @Test
    void questions_auditMadeInARunningContext_areAskedAtOnce() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            AccessAudit audit = new AccessAudit();
            audit.setCamelContext(context);

            assertEquals(List.of(), audit.questions());
        }
    }
}
