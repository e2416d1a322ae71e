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
        /** The caller's own policies refuse it, so the role was not asked: nothing is known of it. */
        NOT_ASKED,
        /** The caller itself is not accepted, or the request is not: asking again does not help. */
        FAILED,
        /** Throttled, timed out, out of order: ask again. */
        UNKNOWN
    }

    /** The answer in which a role let the probe in. */
    public static ProbeAnswer accepted(Probe probe) {
        return new ProbeAnswer(probe, Outcome.ACCEPTED, "");
    }

    /** The answer that was this exception. Only an AccessDenied can be a refusal by the role. */
    public static ProbeAnswer of(Probe probe, SdkException e) {
        boolean denied = e instanceof AwsServiceException service
                && service.awsErrorDetails() != null
                && "AccessDenied".equals(service.awsErrorDetails().errorCode());
        KinesisFailure failure = FailureClassifier.classify("sts:AssumeRole", e);
        String text = said(e, failure);
        if (denied) {
            // To the right ExternalId it is a refusal all the same: the deployment is not let in.
            boolean isAsked = probe == Probe.RIGHT_EXTERNAL_ID || !DeniedBy.isOwnSide(text);
            return new ProbeAnswer(probe, isAsked ? Outcome.REFUSED : Outcome.NOT_ASKED, text);
        }
        return new ProbeAnswer(probe, failure.isRetryable() ? Outcome.UNKNOWN : Outcome.FAILED, text);
    }

    private static String said(SdkException e, KinesisFailure failure) {
        return e instanceof AwsServiceException service && service.awsErrorDetails() != null
                ? service.awsErrorDetails().errorCode() + ": "
                        + service.awsErrorDetails().errorMessage()
                : failure.getMessage();
    }
}
