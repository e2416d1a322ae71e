// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Who the deployment itself is at AWS, before it assumes a role. No implementation shows a secret in its text. */
public sealed interface OwnIdentity {

    /** A provider of this identity's credentials; makes no call to AWS by itself. */
    AwsCredentialsProvider provider();

    /** The SDK's default chain: system properties, environment, web identity, profile, container, instance. */
    record DefaultChain() implements OwnIdentity {
        @Override
        public AwsCredentialsProvider provider() {
            return DefaultCredentialsProvider.builder().build();
        }
    }

    /**
     * A profile of the AWS configuration files.
     *
     * @param name {@code null} for the SDK's default profile
     */
    record Profile(String name) implements OwnIdentity {
        @Override
        public AwsCredentialsProvider provider() {
            return ProfileCredentialsProvider.builder().profileName(name).build();
        }
    }

    /**
     * An access key that was put into the configuration.
     *
     * @param sessionToken {@code null} for a long-term key
     */
    record AccessKey(String accessKeyId, String secretAccessKey, String sessionToken) implements OwnIdentity {
        @Override
        public AwsCredentialsProvider provider() {
            AwsCredentials credentials = sessionToken == null
                    ? AwsBasicCredentials.create(accessKeyId, secretAccessKey)
                    : AwsSessionCredentials.create(accessKeyId, secretAccessKey, sessionToken);
            return StaticCredentialsProvider.create(credentials);
        }

        @Override
        public String toString() {
            return "AccessKey[" + accessKeyId + "]";
        }
    }
}
