// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.util.Set;

/** The HTTP status and the usual text of error codes. */
final class ErrorStatus {
    private static final Set<String> SERVER = Set.of("InternalFailure", "InternalFailureException", "InternalError");
    private static final Set<String> FORBIDDEN = Set.of(
            "AccessDenied",
            "ExpiredToken",
            "InvalidClientTokenId",
            "MissingAuthenticationToken",
            "RegionDisabledException",
            "SignatureDoesNotMatch");

    private ErrorStatus() {}

    static int of(String code) {
        if (SERVER.contains(code)) {
            return 500;
        }
        if (code.startsWith("ServiceUnavailable")) {
            return 503;
        }
        return FORBIDDEN.contains(code) ? 403 : 400;
    }

    static String message(String code) {
        return switch (code) {
            case "ExpiredToken", "ExpiredTokenException" -> "The security token included in the request is expired";
            case "InternalFailure", "InternalFailureException" -> "Internal service failure.";
            case "ProvisionedThroughputExceededException", "Throttling", "LimitExceededException" -> "Rate exceeded";
            case "ExpiredIteratorException" -> "Iterator expired.";
            default -> "Injected fault: " + code;
        };
    }
}
