// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What became of the envelopes: each is in one entry. Thread-safe. */
final class ReplayLedger {

    private final Map<Entry, LongAdder> counts = new EnumMap<>(Entry.class);

    /** What an envelope can come to. */
    enum Entry {
        REPLAYED("replayed"),
        DEAD_LETTERED_AGAIN("dead-lettered again"),
        ALREADY_DONE("already done"),
        /** An earlier run sent it, and the route refused it again. */
        STILL_DEAD_LETTER("still dead letters"),
        DUPLICATE("duplicates"),
        NOT_AN_ENVELOPE("not an envelope"),
        FAILED("failed"),
        /** Because so many before it had failed that it would have as well. */
        NOT_SENT("not sent");

        private final String text;

        Entry(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    ReplayLedger() {
        for (Entry entry : Entry.values()) {
            counts.put(entry, new LongAdder());
        }
    }

    void count(Entry entry) {
        counts.get(entry).increment();
    }

    long get(Entry entry) {
        return counts.get(entry).sum();
    }

    /** All of them together. */
    long read() {
        return counts.values().stream().mapToLong(LongAdder::sum).sum();
    }

    boolean isClean() {
        return get(Entry.REPLAYED) + get(Entry.ALREADY_DONE) + get(Entry.DUPLICATE) == read();
    }

    ObjectNode json() {
        ObjectNode document = JsonLine.object("ledger").put("read", read());
        counts.forEach((entry, count) -> document.put(camelCase(entry.toString()), count.sum()));
        return document;
    }

    private static String camelCase(String words) {
        StringBuilder joined = new StringBuilder();
        boolean begins = false;
        for (char c : words.toCharArray()) {
            if (Character.isLetter(c)) {
                joined.append(begins ? Character.toUpperCase(c) : c);
            }
            begins = !Character.isLetter(c);
        }
        return joined.toString();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("ledger: read=" + read());
        counts.forEach((entry, count) -> text.append(' ')
                .append(entry.toString().replace(' ', '-'))
                .append('=')
                .append(count));
        return text.toString();
    }
}
