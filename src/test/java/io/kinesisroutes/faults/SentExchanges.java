// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** What became of the exchanges that were handed to a sink. Thread-safe. */
final class SentExchanges {

    private final BitSet sent = new BitSet();
    private final BitSet succeeded = new BitSet();
    private final List<String> failures = new ArrayList<>();
    private int unnumbered;
    private int open;
    private int toldTwice;

    /** One exchange. */
    final class Ticket {
        private final List<Integer> numbers;
        private boolean told;

        private Ticket(List<Integer> numbers) {
            this.numbers = numbers;
        }

        void done(Exchange exchange) {
            synchronized (SentExchanges.this) {
                if (told) {
                    toldTwice++;
                    return;
                }
                told = true;
                open--;
                if (exchange.getException() == null) {
                    numbers.forEach(succeeded::set);
                } else {
                    failures.add(String.valueOf(exchange.getException().getMessage()));
                }
            }
        }
    }

    /** Notes that an exchange with these records is about to be handed over. */
    synchronized Ticket open(List<Integer> numbers) {
        numbers.forEach(sent::set);
        open++;
        return new Ticket(numbers);
    }

    /** Notes that an exchange with records of another kind is about to be handed over. */
    synchronized Ticket openUnnumbered(int records) {
        unnumbered += records;
        open++;
        return new Ticket(List.of());
    }

    /** How many records were handed over. */
    synchronized int records() {
        return numbered() + unnumbered;
    }

    synchronized int numbered() {
        return sent.cardinality();
    }

    /** The records of exchanges that succeeded. */
    synchronized BitSet succeeded() {
        return (BitSet) succeeded.clone();
    }

    /** How many exchanges were not told yet. */
    synchronized int open() {
        return open;
    }

    synchronized int toldTwice() {
        return toldTwice;
    }

    synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    /** Each way of failing once, with the first text of its kind. */
    synchronized Map<String, Integer> kindsOfFailure() {
        Map<String, Integer> kinds = new LinkedHashMap<>();
        failures.forEach(text -> kinds.merge(text.substring(0, Math.min(160, text.length())), 1, Integer::sum));
        return kinds;
    }
}
