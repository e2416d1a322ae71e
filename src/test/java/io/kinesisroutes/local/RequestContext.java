// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The condition keys of one request. Key names are case-insensitive; an absent key has no values. */
final class RequestContext {
    private final Map<String, List<String>> values;

    private RequestContext(Map<String, List<String>> values) {
        this.values = values;
    }

    static RequestContext empty() {
        return new RequestContext(Map.of());
    }

    RequestContext with(String key, String value) {
        Map<String, List<String>> more = new HashMap<>(values);
        more.put(lower(key), List.of(value));
        return new RequestContext(more);
    }

    RequestContext with(String key, Optional<String> value) {
        return value.map(present -> with(key, present)).orElse(this);
    }

    List<String> values(String key) {
        return values.getOrDefault(lower(key), List.of());
    }

    private static String lower(String key) {
        return key.toLowerCase(Locale.ROOT);
    }
}
