// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * A dead letter as {@link DeadLetterEnvelope} wrote it. All but the data may be {@code null}: not every record comes from a
 * stream.
 *
 * @param origin where the record was
 * @param partitionKey of the record
 * @param arrival when it came into the stream
 * @param reason why it was refused
 * @param pointer where in the document, as a JSON Pointer
 * @param data the record's bytes as they were; never {@code null}
 */
public record Envelope(
        Origin origin, String partitionKey, Instant arrival, String reason, String pointer, byte[] data) {

    private static final List<String> NAMES =
            List.of("stream", "shardId", "sequenceNumber", "partitionKey", "reason", "data");

    /**
     * Where a record was.
     *
     * @param stream its ARN, or its name where the account is not known
     * @param shardId of the shard
     * @param sequenceNumber of the record
     * @param subSequenceNumber its place in a record that held several; {@code null} for one by itself
     */
    public record Origin(String stream, String shardId, String sequenceNumber, Long subSequenceNumber) {

        /** The record's id as its source gave it; {@code null} if it does not come from a stream. */
        public String recordId() {
            if (stream == null || shardId == null || sequenceNumber == null) {
                return null;
            }
            String whole = stream + "/" + shardId + "/" + sequenceNumber;
            return subSequenceNumber == null ? whole : whole + "/" + subSequenceNumber;
        }
    }

    /**
     * Reads an envelope.
     *
     * @param document JSON in UTF-8
     * @throws NotAnEnvelopeException if it is not one
     */
    public static Envelope read(byte[] document) throws NotAnEnvelopeException {
        JsonNode node;
        try {
            node = JsonParsing.parse(document);
        } catch (InvalidRecordException e) {
            throw new NotAnEnvelopeException("is " + e.getMessage());
        }
        for (String name : NAMES) {
            if (!node.has(name)) {
                throw new NotAnEnvelopeException("is JSON without '" + name + "', which a dead letter has");
            }
        }
        Origin origin =
                new Origin(text(node, "stream"), text(node, "shardId"), sequenceNumber(node), subSequenceNumber(node));
        return new Envelope(
                origin,
                text(node, "partitionKey"),
                arrival(node),
                text(node, "reason"),
                text(node, "pointer"),
                data(node));
    }

    private static String text(JsonNode node, String name) throws NotAnEnvelopeException {
        JsonNode value = node.path(name);
        if (value.isNull() || value.isMissingNode() || value.isTextual()) {
            return value.textValue();
        }
        throw new NotAnEnvelopeException("has a '" + name + "' that is not text");
    }

    private static String sequenceNumber(JsonNode node) throws NotAnEnvelopeException {
        String number = text(node, "sequenceNumber");
        if (number == null || number.matches("\\d{1,129}")) {
            return number;
        }
        throw new NotAnEnvelopeException("has a 'sequenceNumber' that is not a number");
    }

    private static Long subSequenceNumber(JsonNode node) throws NotAnEnvelopeException {
        JsonNode value = node.path("subSequenceNumber");
        if (value.isNull() || value.isMissingNode()) {
            return null;
        }
        if (value.canConvertToLong() && value.isIntegralNumber()) {
            return value.longValue();
        }
        throw new NotAnEnvelopeException("has a 'subSequenceNumber' that is not a whole number");
    }

    private static Instant arrival(JsonNode node) throws NotAnEnvelopeException {
        String time = text(node, "arrival");
        try {
            return time == null ? null : Instant.parse(time);
        } catch (DateTimeException e) {
            throw new NotAnEnvelopeException("has an 'arrival' that is not a time");
        }
    }

    private static byte[] data(JsonNode node) throws NotAnEnvelopeException {
        try {
            byte[] data = node.path("data").isTextual() ? node.path("data").binaryValue() : null;
            if (data != null) {
                return data;
            }
        } catch (IOException e) {
            // Said below, in one way with what is no text at all.
        }
        throw new NotAnEnvelopeException("has 'data' that is not base64");
    }

    /**
     * The same for every envelope of one record, however often and for whatever reason it was refused: 64 hexadecimal
     * digits.
     */
    public String id() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (Object part : new Object[] {
                origin.stream(), origin.shardId(), origin.sequenceNumber(), origin.subSequenceNumber(), partitionKey
            }) {
                byte[] text = part == null ? new byte[0] : part.toString().getBytes(StandardCharsets.UTF_8);
                out.writeInt(part == null ? -1 : text.length);
                out.write(text);
            }
            out.write(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(sha256(bytes.toByteArray()));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
