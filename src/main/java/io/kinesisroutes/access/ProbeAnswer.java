// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import io.kinesisroutes.stream.FailureClassifier;
import io.kinesisroutes.stream.KinesisFailure;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What STS said to one {@link Probe}.
 *
 * @param text what AWS said; empty for a session
 */
public record ProbeAnswer(Probe probe, Outcome outcome, String text) {

    /** What it means. */
    public enum Outcome {
        /** There is a session. */
        ACCEPTED,
        /** The role does not let this in. */
        REFUSED,
        /** The caller itself is not accepted, or the request is not: asking again does not help. */
        FAILED,
        /** Throttled, timed out, out of order: ask again. */
        UNKNOWN
    }

    /** The answer in which a role let the probe in. */
    public static ProbeAnswer accepted(Probe probe) {
        return new ProbeAnswer(probe, Outcome.ACCEPTED, "");
    }

    /** The answer that was this exception. Only AccessDenied is a refusal: nothing else says anything about the role. */
    public static ProbeAnswer of(Probe probe, SdkException e) {
        boolean denied = e instanceof AwsServiceException service
                && service.awsErrorDetails() != null
                && "AccessDenied".equals(service.awsErrorDetails().errorCode());
        KinesisFailure failure = FailureClassifier.classify("sts:AssumeRole", e);
        Outcome outcome = denied ? Outcome.REFUSED : failure.isRetryable() ? Outcome.UNKNOWN : Outcome.FAILED;
        return new ProbeAnswer(probe, outcome, said(e, failure));
    }

    private static String said(SdkException e, KinesisFailure failure) {
        return e instanceof AwsServiceException service && service.awsErrorDetails() != null
                ? service.awsErrorDetails().errorCode() + ": "
                        + service.awsErrorDetails().errorMessage()
                : failure.getMessage();
    }
}
