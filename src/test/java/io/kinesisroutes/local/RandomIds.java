// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** Identifiers in the forms AWS gives them. Thread-safe. */
final class RandomIds {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private RandomIds() {}

    /** A unique id of IAM: AKIA and ASIA for keys, AIDA for users, AROA for roles, then 16 characters. */
    static String unique(String prefix) {
        StringBuilder id = new StringBuilder(prefix);
        RANDOM.ints(16, 0, ALPHABET.length()).forEach(i -> id.append(ALPHABET.charAt(i)));
        return id.toString();
    }

    /** 40 characters, as a secret access key has. */
    static String secret() {
        return base64(30);
    }

    static String sessionToken() {
        return base64(270);
    }

    /** The form of x-amz-id-2. */
    static String extendedRequestId(String seed) {
        return Base64.getEncoder().encodeToString(seed.getBytes(StandardCharsets.US_ASCII));
    }

    private static String base64(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getEncoder().encodeToString(random);
    }
}
