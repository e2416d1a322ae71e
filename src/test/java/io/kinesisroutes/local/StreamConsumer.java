// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.time.Instant;

/** A consumer that is registered at a stream. */
record StreamConsumer(StreamAddress stream, String name, Instant created) {

    String arn() {
        return stream.arn() + "/consumer/" + name + ":" + created.getEpochSecond();
    }

    /** As error messages name it. */
    String described() {
        return "Consumer " + name + " under stream " + stream.name() + " and account " + stream.accountId();
    }
}
