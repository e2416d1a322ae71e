// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

/** An error answer of AWS on its way out. Without a stack trace: it is an answer, not a failure of this server. */
final class AwsError extends RuntimeException {
    private final String code;
    private final int status;

    AwsError(String code, int status, String message) {
        super(message, null, false, false);
        this.code = code;
        this.status = status;
    }

    /** Every error that Kinesis models is 400 but InternalFailureException. */
    static AwsError kinesis(String code, String message) {
        return new AwsError(code, 400, message);
    }

    static AwsError invalidArgument(String message) {
        return kinesis("InvalidArgumentException", message);
    }

    static AwsError notFound(String message) {
        return kinesis("ResourceNotFoundException", message);
    }

    static AwsError serialization(String message) {
        return kinesis("SerializationException", message);
    }

    String code() {
        return code;
    }

    int status() {
        return status;
    }
}
