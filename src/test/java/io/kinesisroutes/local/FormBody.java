// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The parameters of a form-encoded request. Immutable. */
final class FormBody {
    private final Map<String, String> parameters = new HashMap<>();

    FormBody(byte[] body) {
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    boolean hasAny(String prefix) {
        return parameters.keySet().stream().anyMatch(name -> name.startsWith(prefix));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
