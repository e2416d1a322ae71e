// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import io.kinesisroutes.local.LocalStream;
import java.time.Duration;

/** A stream that is being read, as {@link Finish} looks at it. */
interface Reading {

    LocalStream stream();

    DeliveryLog deliveries();

    /** What must arrive. */
    Tally.Range expected();

    /** Whether anything reads at all. */
    boolean isAlive();

    /** How long nothing new may arrive before the missing records are given up. */
    Duration patience();
}
