// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.access.DeniedBy;
import io.kinesisroutes.access.IamPolicies;
import io.kinesisroutes.component.KinesisEndpoint;
import io.kinesisroutes.stream.KinesisFailure;
import java.time.Duration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What to change where AWS refuses something: which policy, which statement, whose account. Pure. */
final class Fixes {

    private Fixes() {}

    /** Where AWS does not accept the deployment itself. */
    static String ownCredentials(SdkException e) {
        return switch (code(e)) {
            case "SignatureDoesNotMatch", "InvalidSignatureException" ->
                "Set the clock of this machine by the network (NTP); if it is right, the secret access key is not.";
            case "ExpiredToken", "ExpiredTokenException" ->
                "The session of this deployment has ended: sign in again, or run it where AWS renews its credentials.";
            case "InvalidClientTokenId", "UnrecognizedClientException" ->
                "AWS does not know this access key: it was deleted, switched off, or belongs to another partition. Set"
                        + " credentials that are valid.";
            default -> "Check the credentials of this deployment and the region.";
        };
    }

    static String clock(Duration window) {
        return "Set it by the network (NTP): AWS refuses what is signed more than " + window.toMinutes()
                + " minutes off. The SDK corrects itself when it is told so, at the price of a refused call.";
    }

    /**
     * Where a call to the stream failed for good.
     *
     * @param action for example {@code kinesis:GetRecords}
     * @param stream the stream's ARN, or its name
     */
    static String stream(KinesisFailure failure, String action, String stream, KinesisEndpoint endpoint) {
        if (failure instanceof KinesisFailure.NotFound) {
            return notFound(endpoint);
        }
        String code = code(failure.getCause());
        if (code.startsWith("KMS")) {
            return kms(code, action, endpoint);
        }
        return code.equals("AccessDeniedException")
                ? denied(failure, action, stream, endpoint)
                : "AWS does not take the request as it is: check the settings of this side against its answer.";
    }

    private static String notFound(KinesisEndpoint endpoint) {
        return "Check the name of the stream, '" + endpoint.stream().name() + "', its region, "
                + endpoint.connection().region() + ", and the account it is looked for in, " + owner(endpoint)
                + ". In every region the same name is another stream.";
    }

    private static String kms(String code, String action, KinesisEndpoint endpoint) {
        if (!code.equals("KMSAccessDeniedException")) {
            return "The owner of account " + owner(endpoint) + " looks after the stream's KMS key: it is switched off,"
                    + " deleted, or not to be used now.";
        }
        String needed = action.equals("kinesis:GetRecords") ? "kms:Decrypt" : "kms:GenerateDataKey";
        return "The stream is encrypted. The owner of account " + owner(endpoint) + " allows " + needed
                + " on its key twice: in the policies of " + identity(endpoint)
                + ", and in the policy of the key itself."
                + " AWS's answer names the key or the stream; ./kinesis-routes policy permissions --kms-key ARN prints it.";
    }

    private static String denied(KinesisFailure failure, String action, String stream, KinesisEndpoint endpoint) {
        String who = identity(endpoint);
        String policy = IamPolicies.allow(action, stream);
        return switch (DeniedBy.of(failure.getMessage())) {
            case SESSION_POLICY ->
                "The session was begun with a session policy that leaves this action out. Whoever begins it adds the"
                        + " statement of this policy to it:\n" + policy;
            case EXPLICIT_DENY ->
                "A Deny statement forbids it. AWS's answer says in which kind of policy it is; whoever owns that policy"
                        + " takes this action on this stream out of the statement.";
            case BOUNDARY ->
                "A permissions boundary of " + who + ", or a policy of the organization, holds it back. Whoever owns it"
                        + " lets it allow " + action + " on " + stream + ".";
            default ->
                "The owner of account " + owner(endpoint) + " adds the statement of this policy to the permissions of "
                        + who + ":\n" + policy
                        + "\nIf its policy is right, the settings are not: a stream of another name or region is refused in"
                        + " the same words, whether or not it exists.\nA changed policy can take minutes to count.";
        };
    }

    private static String owner(KinesisEndpoint endpoint) {
        return endpoint.connection().role().map(role -> role.last().account()).orElse("this deployment");
    }

    private static String identity(KinesisEndpoint endpoint) {
        return endpoint.connection().role().map(role -> role.last().toString()).orElse("this deployment");
    }

    /** What AWS itself said, without what a route's log adds to it. */
    static String said(KinesisFailure failure) {
        return failure.getCause() instanceof AwsServiceException service
                        && !code(service).isEmpty()
                        && service.awsErrorDetails().errorMessage() != null
                ? code(service) + ": " + service.awsErrorDetails().errorMessage()
                : failure.getMessage();
    }

    private static String code(Throwable e) {
        return e instanceof AwsServiceException service
                        && service.awsErrorDetails() != null
                        && service.awsErrorDetails().errorCode() != null
                ? service.awsErrorDetails().errorCode()
                : "";
    }
}
