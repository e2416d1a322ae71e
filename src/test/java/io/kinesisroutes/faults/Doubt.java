// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

/**
 * A time in which deliveries may be forgotten, as their checkpoint may not have been written.
 *
 * @param pid of the process that delivered; {@link #EVERYONE} for each
 * @param afterMillis the time before, exclusive
 * @param toMillis its end, inclusive
 * @param reason as the line of the ledger says it
 */
record Doubt(long pid, long afterMillis, long toMillis, String reason) {

    static final long EVERYONE = -1;

    boolean covers(Delivery delivery) {
        return (pid == EVERYONE || pid == delivery.pid())
                && delivery.atMillis() > afterMillis
                && delivery.atMillis() <= toMillis;
    }
}
