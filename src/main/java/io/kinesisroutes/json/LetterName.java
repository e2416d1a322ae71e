// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.json;

import io.kinesisroutes.component.KinesisHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * The name of a dead letter's file: the same each time a record is delivered, and another one for every other record. A
 * record of a stream that is still as it came is named by its place in the stream alone. All else has a hash of what it is,
 * too: what a record was made into has the place of that record, and so have its other parts.
 */
final class LetterName {

    private static final int LONGEST = 150;
    private static final int HASH_DIGITS = 16;

    private LetterName() {}

    /**
     * @param record as it came, with its headers
     * @param inStream what names the record in its stream; {@code null} if it comes from none
     * @param index of the record in a list; {@code null} if it was in none
     * @return {@code null} if nothing of the record says where it comes from
     */
    static String of(Exchange exchange, Message record, String inStream, Integer index, byte[] data) {
        if (inStream != null && isAsItCame(record, data)) {
            return safe(inStream) + ".json";
        }
        String base = inStream == null ? elsewhere(record) : inStream;
        return base == null ? null : safe(base) + "-" + hash(exchange, record, index, data) + ".json";
    }

    private static boolean isAsItCame(Message record, byte[] data) {
        return record.getHeader(KinesisHeaders.RECORD_DATA) instanceof byte[] came && Arrays.equals(came, data);
    }

    /** After it was written to another stream the other headers tell of that one. */
    private static String elsewhere(Message record) {
        String id = record.getHeader(KinesisHeaders.RECORD_ID, String.class);
        if (id != null) {
            return id.replace('/', '-');
        }
        String file = record.getHeader(Exchange.FILE_NAME, String.class);
        return file == null ? null : file.substring(file.replace('\\', '/').lastIndexOf('/') + 1);
    }

    /** In characters that no file system and no expression language makes anything of. */
    private static String safe(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
        String end = plain.substring(Math.max(0, plain.length() - LONGEST));
        return end.startsWith(".") ? "_" + end.substring(1) : end;
    }

    /** Two equal lines of a file are two records, and so are those of two files of one name, or of one at two times. */
    private static String hash(Exchange exchange, Message record, Integer index, byte[] data) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Object part : new Object[] {
                record.getHeader(KinesisHeaders.RECORD_ID),
                record.getHeader(Exchange.FILE_PATH),
                record.getHeader(Exchange.FILE_LAST_MODIFIED),
                exchange.getProperty(Exchange.SPLIT_INDEX),
                index
            }) {
                digest.update((Objects.toString(part, "") + '\n').getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest(data)).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
