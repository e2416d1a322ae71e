// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

/** The deployment has no credentials of its own, so it can neither call Kinesis nor assume a role. */
public final class NoCredentialsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoCredentialsException(OwnIdentity identity, Throwable cause) {
        super(
                "This deployment has no AWS credentials of its own (looked in: " + identity + "). Set AWS_ACCESS_KEY_ID"
                        + " and AWS_SECRET_ACCESS_KEY, a profile in ~/.aws, or run it where AWS gives it a role. The SDK"
                        + " says: " + cause.getMessage(),
                cause);
    }
}
