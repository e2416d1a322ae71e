// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Credentials of a user or a session. Immutable.
 *
 * @param arn whose they are
 * @param sessionToken null for a user's
 */
public record LocalCredentials(String arn, String accessKeyId, String secretAccessKey, String sessionToken) {

    /** These credentials as the SDK takes them. They are never refreshed. */
    public AwsCredentialsProvider provider() {
        return StaticCredentialsProvider.create(
                sessionToken == null
                        ? AwsBasicCredentials.create(accessKeyId, secretAccessKey)
                        : AwsSessionCredentials.create(accessKeyId, secretAccessKey, sessionToken));
    }

    /** Without the secret and the token. */
    @Override
    public String toString() {
        return "LocalCredentials[" + arn + ", " + accessKeyId + "]";
    }
}
