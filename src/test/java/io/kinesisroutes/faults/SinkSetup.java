// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.time.Duration;

/**
 * Where a scenario of the sink takes place. Immutable.
 *
 * @param place the local AWS and as whom it is called
 * @param deliveryTimeout of our sink; stock has none
 * @param mayFail whether exchanges may fail with a reason
 * @param patience how long nothing new may be told before what is missing is given up
 */
record SinkSetup(Setup place, Duration deliveryTimeout, boolean mayFail, Duration patience) {

    private static final int SHARDS = 4;

    static SinkSetup defaults() {
        return new SinkSetup(
                Setup.defaults().withShards(SHARDS), Duration.ofSeconds(120), false, Duration.ofSeconds(20));
    }

    SinkSetup withPlace(Setup value) {
        return new SinkSetup(value.withShards(SHARDS), deliveryTimeout, mayFail, patience);
    }

    SinkSetup withDeliveryTimeout(Duration value) {
        return new SinkSetup(place, value, mayFail, patience);
    }

    SinkSetup withFailures() {
        return new SinkSetup(place, deliveryTimeout, true, patience);
    }
}
