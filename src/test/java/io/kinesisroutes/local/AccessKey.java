// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.time.Instant;
import java.util.Optional;

/**
 * An access key: a user's, or a session's with its token and end.
 *
 * @param token present for a session's key only
 */
record AccessKey(String id, String secret, Optional<String> token, Optional<Instant> expires, Caller caller) {

    boolean expiredAt(Instant now) {
        return expires.isPresent() && !now.isBefore(expires.get());
    }

    LocalCredentials credentials() {
        return new LocalCredentials(caller.arn(), id, secret, token.orElse(null));
    }

    @Override
    public String toString() {
        return id;
    }
}
