// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the harness and its child processes say to each other: one line, a verb and named values with tabs between. The
 * mark in front tells it from whatever else a process may print. Immutable.
 */
record Line(String verb, Map<String, String> values) {
    private static final String MARK = "@";
    private static final String SEPARATOR = "\t";

    static Line of(String verb) {
        return new Line(verb, Map.of());
    }

    static Optional<Line> parse(String text) {
        if (!text.startsWith(MARK)) {
            return Optional.empty();
        }
        String[] parts = text.substring(MARK.length()).split(SEPARATOR, -1);
        Map<String, String> values = Arrays.stream(parts)
                .skip(1)
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        return Optional.of(new Line(parts[0], values));
    }

    Line with(String name, Object value) {
        Map<String, String> more = new TreeMap<>(values);
        more.put(name, String.valueOf(value));
        return new Line(verb, more);
    }

    Line with(Map<String, ?> others) {
        Line line = this;
        for (Map.Entry<String, ?> other : others.entrySet()) {
            line = line.with(other.getKey(), other.getValue());
        }
        return line;
    }

    String text(String name) {
        return Optional.ofNullable(values.get(name))
                .orElseThrow(() -> new IllegalArgumentException("No " + name + " in " + this));
    }

    long number(String name) {
        return Long.parseLong(text(name));
    }

    boolean flag(String name) {
        return Boolean.parseBoolean(text(name));
    }

    void send() {
        System.out.println(encoded());
        System.out.flush();
    }

    String encoded() {
        return values.entrySet().stream()
                .map(value -> SEPARATOR + value.getKey() + "=" + value.getValue())
                .collect(Collectors.joining("", MARK + verb, ""));
    }
}
