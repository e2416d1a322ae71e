// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.util.Optional;

/** Whether a caller may use the key of an encrypted stream, which Kinesis asks KMS in the caller's name. Pure. */
final class StreamEncryption {
    private StreamEncryption() {}

    /** @throws AwsError KMSAccessDeniedException if the operation touches records and the caller's policies forbid it */
    static void permit(String operation, Authenticated who, KinesisStream stream) {
        String key = stream.kmsKey();
        if (key == null) {
            return;
        }
        switch (operation) {
            case "PutRecord", "PutRecords" ->
                refusal(who, "kms:GenerateDataKey", key).ifPresent(reason -> {
                    throw denied(Authorization.message(who.caller().arn(), "kms:GenerateDataKey", key, reason));
                });
            case "GetRecords" ->
                refusal(who, "kms:Decrypt", key).ifPresent(reason -> {
                    throw denied("User " + who.caller().arn() + " is not authorized to decrypt records in stream "
                            + stream.address().arn());
                });
            default -> {}
        }
    }

    private static Optional<String> refusal(Authenticated who, String action, String key) {
        return Authorization.refusal(who.caller(), action, key, who.caller().context(who.region()));
    }

    private static AwsError denied(String message) {
        return AwsError.kinesis("KMSAccessDeniedException", message);
    }
}
