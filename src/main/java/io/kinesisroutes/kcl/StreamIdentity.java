// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import io.kinesisroutes.stream.KinesisApi;
import io.kinesisroutes.stream.KinesisFailure;
import io.kinesisroutes.stream.StreamRef;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;

/**
 * Which stream it is: another one of the same name has shards of the same names.
 *
 * @param arn {@code null} if it is not known
 * @param created to the second; {@code null} if it is not known
 */
record StreamIdentity(String name, String arn, Instant created) {

    /**
     * Asks AWS which stream is meant. Who may read a stream but not describe it is told less.
     *
     * @throws KinesisFailure if AWS cannot be asked now, or there is no such stream
     */
    static StreamIdentity of(StreamRef stream, KinesisApi api) {
        try {
            StreamDescriptionSummary summary = api.summary();
            Instant created = summary.streamCreationTimestamp();
            return new StreamIdentity(
                    stream.name(),
                    summary.streamARN(),
                    created == null ? null : created.truncatedTo(ChronoUnit.SECONDS));
        } catch (KinesisFailure.Refused e) {
            return new StreamIdentity(stream.name(), stream.arn(), null);
        }
    }

    /** Whether both have the same name in the same account, as far as that is known. */
    boolean hasPlaceOf(StreamIdentity other) {
        return name.equals(other.name) && (arn == null || other.arn == null || arn.equals(other.arn));
    }

    /** Whether one was deleted and the other made later. */
    boolean isMadeApartFrom(StreamIdentity other) {
        return created != null && other.created != null && !created.equals(other.created);
    }

    @Override
    public String toString() {
        return arn == null ? name : arn;
    }
}
