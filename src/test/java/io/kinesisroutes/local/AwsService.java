// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.time.Duration;

/** The services behind the one port, and how each words what can be wrong with a request's credentials. */
enum AwsService {
    KINESIS("kinesis", Duration.ofMinutes(5)),
    DYNAMODB("dynamodb", Duration.ofMinutes(15)),
    MONITORING("monitoring", Duration.ofMinutes(15)),
    STS("sts", Duration.ofMinutes(15));

    private final String signingName;
    private final Duration clockTolerance;

    AwsService(String signingName, Duration clockTolerance) {
        this.signingName = signingName;
        this.clockTolerance = clockTolerance;
    }

    String signingName() {
        return signingName;
    }

    Duration clockTolerance() {
        return clockTolerance;
    }

    AwsError unsigned() {
        return this != STS
                ? AwsError.kinesis("MissingAuthenticationTokenException", "Missing Authentication Token")
                : new AwsError("MissingAuthenticationToken", 403, "Request is missing Authentication Token");
    }

    AwsError malformedSignature(String message) {
        return this != STS
                ? AwsError.kinesis("IncompleteSignatureException", message)
                : new AwsError("IncompleteSignature", 400, message);
    }

    AwsError unknownKey() {
        String message = "The security token included in the request is invalid.";
        return this != STS
                ? AwsError.kinesis("UnrecognizedClientException", message)
                : new AwsError("InvalidClientTokenId", 403, message);
    }

    AwsError expiredToken() {
        String message = "The security token included in the request is expired";
        return this != STS
                ? AwsError.kinesis("ExpiredTokenException", message)
                : new AwsError("ExpiredToken", 403, message);
    }

    AwsError wrongSignature(String message) {
        return this != STS
                ? AwsError.kinesis("InvalidSignatureException", message)
                : new AwsError("SignatureDoesNotMatch", 403, message);
    }
}
