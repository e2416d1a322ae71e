// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.stream;

import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Turns the SDK's exceptions into {@link KinesisFailure}s, by error code and status only: AWS rewords its messages.
 * Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/CommonErrors.html">Common errors</a>
 */
public final class FailureClassifier {

    /** Throttling codes that the SDK does not count as such. */
    private static final Set<String> THROTTLED = Set.of("LimitExceededException", "KMSThrottlingException");

    private static final Set<String> REFUSED = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "IncompleteSignatureException",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "KMSAccessDeniedException",
            "KMSDisabledException",
            "KMSInvalidStateException",
            "KMSNotFoundException",
            "KMSOptInRequired",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "OptInRequired",
            "RegionDisabledException",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException");

    private FailureClassifier() {}

    /**
     * Says what can be done about an exception.
     *
     * @param what the call, as the beginning of a message: {@code kinesis:GetRecords on stream orders}
     * @param e what the SDK threw
     */
    public static KinesisFailure classify(String what, SdkException e) {
        if (!(e instanceof AwsServiceException service)) {
            return new KinesisFailure.Unavailable(what + " got no answer: " + e.getMessage(), e);
        }
        boolean hasCode =
                service.awsErrorDetails() != null && service.awsErrorDetails().errorCode() != null;
        return hasCode ? answered(what, service) : answeredBySomebodyElse(what, service);
    }

    /** A proxy or a load balancer between us and AWS answers without a code. */
    private static KinesisFailure answeredBySomebodyElse(String what, AwsServiceException e) {
        String message = what + " was answered with HTTP status " + e.statusCode()
                + " and without an error code of AWS;" + " something between here and AWS may have answered";
        return switch (e.statusCode()) {
            case 429 -> new KinesisFailure.Throttled(message, e);
            case 401, 403, 407 -> new KinesisFailure.Refused(message, e);
            default ->
                e.statusCode() >= 500
                        ? new KinesisFailure.Unavailable(message, e)
                        : new KinesisFailure.Rejected(message, e);
        };
    }

    private static KinesisFailure answered(String what, AwsServiceException e) {
        String code = e.awsErrorDetails().errorCode();
        String message =
                what + " failed with " + code + ": " + e.awsErrorDetails().errorMessage();
        if (e.isThrottlingException() || THROTTLED.contains(code)) {
            return new KinesisFailure.Throttled(message, e);
        }
        if (REFUSED.contains(code)) {
            return new KinesisFailure.Refused(message + advice(code), e);
        }
        return switch (code) {
            case "ExpiredIteratorException" -> new KinesisFailure.ExpiredIterator(message, e);
            case "ResourceNotFoundException" ->
                new KinesisFailure.NotFound(
                        message + " Check the name of the stream, the region, and whose account the role is in.", e);
            // A stream that is being changed, and a page token that got too old: asking again helps.
            case "ResourceInUseException", "ExpiredNextTokenException" -> new KinesisFailure.Unavailable(message, e);
            default ->
                e.statusCode() >= 500
                        ? new KinesisFailure.Unavailable(message, e)
                        : new KinesisFailure.Rejected(message, e);
        };
    }

    private static String advice(String code) {
        return switch (code) {
            case "AccessDeniedException" ->
                " The owner of the account adds this action on this stream to the policies of that identity; a change takes"
                        + " effect within minutes.";
            case "KMSAccessDeniedException" ->
                " The owner of the stream's key lets that identity use it, kms:Decrypt to read and kms:GenerateDataKey to"
                        + " write, in the policies of the identity and in that of the key.";
            case "InvalidSignatureException", "SignatureDoesNotMatch" ->
                " Check the clock of this machine, and the secret access key.";
            default -> "";
        };
    }
}
