// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.stream;

/**
 * A call to Kinesis that did not succeed, by what can be done about it. The message says what was asked of which stream
 * and what AWS said; the cause is the SDK's exception.
 */
public abstract sealed class KinesisFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean retryable;

    private KinesisFailure(String message, Throwable cause, boolean retryable) {
        super(message, cause);
        this.retryable = retryable;
    }

    /** Whether the same call may succeed later although nobody changes anything. */
    public final boolean isRetryable() {
        return retryable;
    }

    /** Over a rate of the shard, the stream or the account: the same call later succeeds. */
    public static final class Throttled extends KinesisFailure {
        private static final long serialVersionUID = 1L;

        Throttled(String message, Throwable cause) {
            super(message, cause, true);
        }
    }

    /** The service or the network failed; for a write it is not known whether anything was stored. */
    public static final class Unavailable extends KinesisFailure {
        private static final long serialVersionUID = 1L;

        Unavailable(String message, Throwable cause) {
            super(message, cause, true);
        }
    }

    /** The iterator is too old: a new one goes on after the last record. */
    public static final class ExpiredIterator extends KinesisFailure {
        private static final long serialVersionUID = 1L;

        ExpiredIterator(String message, Throwable cause) {
            super(message, cause, true);
        }
    }

    /** Credentials, role or permission: somebody must change a policy, a key or the configuration. */
    public static final class Refused extends KinesisFailure {
        private static final long serialVersionUID = 1L;

        Refused(String message, Throwable cause) {
            super(message, cause, false);
        }
    }

    /** The stream, or the shard, does not exist in this account and region. */
    public static final class NotFound extends KinesisFailure {
        private static final long serialVersionUID = 1L;

        NotFound(String message, Throwable cause) {
            super(message, cause, false);
        }
    }

    /** AWS does not accept the request as it is, for example a sequence number of another shard. */
    public static final class Rejected extends KinesisFailure {
        private static final long serialVersionUID = 1L;

        Rejected(String message, Throwable cause) {
            super(message, cause, false);
        }
    }
}
