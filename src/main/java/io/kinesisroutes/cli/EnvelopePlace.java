// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.json.Envelope;
import io.kinesisroutes.json.NotAnEnvelopeException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * Where an envelope is, and what it is by; its bytes stay in the file.
 *
 * @param part of a file
 * @param origin of its record
 * @param id of its record
 */
record EnvelopePlace(Part part, Envelope.Origin origin, String id) {

    /** The order in which records are sent: that of their streams and shards, so that those of one key keep theirs. */
    static final Comparator<EnvelopePlace> ORDER = Comparator.<EnvelopePlace, String>comparing(
                    place -> place.origin.stream(), Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(place -> place.origin.shardId(), Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(place -> number(place.origin.sequenceNumber()))
            .thenComparing(place -> place.origin.subSequenceNumber(), Comparator.nullsFirst(Comparator.naturalOrder()));

    /**
     * Some bytes of a file.
     *
     * @param line of their beginning, from 1
     */
    record Part(Path file, long offset, int length, int line) {

        /** What is there now. */
        byte[] read() throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(length);
            try (FileChannel channel = FileChannel.open(file)) {
                while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {
                    // Until all of it is there.
                }
            }
            return bytes.array();
        }

        @Override
        public String toString() {
            return TerminalText.safe(file.toString()) + ":" + line;
        }
    }

    private static BigInteger number(String sequenceNumber) {
        return sequenceNumber == null ? BigInteger.ZERO : new BigInteger(sequenceNumber);
    }

    static EnvelopePlace of(Part part, byte[] document) throws NotAnEnvelopeException {
        Envelope envelope = Envelope.read(document);
        return new EnvelopePlace(part, envelope.origin(), envelope.id());
    }

    /** @throws IOException if it cannot be read, or is another one by now */
    Envelope load() throws IOException {
        try {
            Envelope envelope = Envelope.read(part.read());
            if (envelope.id().equals(id)) {
                return envelope;
            }
        } catch (NotAnEnvelopeException e) {
            // Said below.
        }
        throw new IOException(part + " was changed while it was being replayed. Run the replay again.");
    }
}
