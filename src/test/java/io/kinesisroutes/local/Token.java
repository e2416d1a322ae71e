// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Opaque tokens: parts in, one string out, and back. No part may hold a line break. */
final class Token {
    private Token() {}

    static String encode(String kind, Object... parts) {
        StringBuilder text = new StringBuilder(kind);
        for (Object part : parts) {
            text.append('\n').append(part);
        }
        return Base64.getEncoder().encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The parts, or empty if this is no such token. */
    static Optional<List<String>> decode(String kind, int parts, String token) {
        try {
            String text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            List<String> lines = Arrays.asList(text.split("\n", -1));
            boolean fits = lines.size() == parts + 1 && lines.get(0).equals(kind);
            return fits ? Optional.of(lines.subList(1, lines.size())) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
