// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import io.kinesisroutes.stream.FailureClassifier;
import io.kinesisroutes.stream.KinesisFailure;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The lease table cannot be used. The message says which table in which region, why, and what to do; the cause, if there
 * is one, is the SDK's exception.
 */
public final class LeaseTableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean retryable;

    private LeaseTableException(String message, Throwable cause, boolean retryable) {
        super(message, cause);
        this.retryable = retryable;
    }

    /** Nothing changes until somebody does what the message says. */
    static LeaseTableException refused(String message) {
        return new LeaseTableException(message, null, false);
    }

    /** Waiting may be enough. */
    static LeaseTableException notYet(String message) {
        return new LeaseTableException(message, null, true);
    }

    /**
     * What the SDK's exception means.
     *
     * @param what the call, as the beginning of a message: {@code dynamodb:PutItem on the lease table orders}
     */
    static LeaseTableException of(String what, SdkException e) {
        // DynamoDB's codes are those of Kinesis, where they say the same.
        KinesisFailure failure = FailureClassifier.classify(what, e);
        if (failure instanceof KinesisFailure.Refused) {
            return new LeaseTableException(
                    what + " is refused: " + e.getMessage()
                            + " The lease table is used as the deployment's own identity, whatever role the stream is read"
                            + " with: let the policies of that identity allow this action on this table.",
                    e,
                    false);
        }
        if (failure instanceof KinesisFailure.NotFound) {
            return new LeaseTableException(what + " found no table: somebody deleted it just now.", e, true);
        }
        return new LeaseTableException(failure.getMessage(), e, failure.isRetryable());
    }

    /** Whether the same may succeed later although nobody changes anything. */
    public boolean isRetryable() {
        return retryable;
    }
}
