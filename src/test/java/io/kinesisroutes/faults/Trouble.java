// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.aws2.kinesis.Kinesis2Constants;

/** What goes wrong in a route, written as a line of text so that it can be told to another process. */
final class Trouble {

    static final String NONE = "none";

    private Trouble() {}

    /** The record of this number fails so many times. */
    static String failNumber(int number, int times) {
        return "fail-number " + number + " " + times;
    }

    /** The first record of this partition key that a process sees fails once. */
    static String failKey(String key) {
        return "fail-key " + key;
    }

    /** Every record of this shard fails for a while from the first one on. */
    static String failShard(String shardId, long millis) {
        return "fail-shard " + shardId + " " + millis;
    }

    /** The record of this number takes so long. */
    static String pauseAt(int number, long millis) {
        return "pause-at " + number + " " + millis;
    }

    /** Every record takes so long. */
    static String sleep(long millis) {
        return "sleep " + millis;
    }

    static Processor parse(String text) {
        List<String> words = List.of(text.split(" ", -1));
        return switch (words.get(0)) {
            case NONE -> exchange -> {};
            case "fail-number" -> failNumber(Integer.parseInt(words.get(1)), new AtomicInteger(intAt(words, 2)));
            case "fail-key" -> failKey(words.get(1), new AtomicBoolean());
            case "fail-shard" -> failShard(words.get(1), Long.parseLong(words.get(2)), new AtomicLong());
            case "pause-at" -> pauseOnce(intAt(words, 1), new AtomicLong(Long.parseLong(words.get(2))));
            case "sleep" -> exchange -> Thread.sleep(Long.parseLong(words.get(1)));
            default -> throw new IllegalArgumentException("No such trouble: " + text);
        };
    }

    private static int intAt(List<String> words, int index) {
        return Integer.parseInt(words.get(index));
    }

    private static Processor failNumber(int number, AtomicInteger left) {
        return exchange -> {
            if (number(exchange) == number && left.getAndDecrement() > 0) {
                throw new IllegalStateException("Record " + number + " fails because the scenario says so");
            }
        };
    }

    private static Processor failKey(String key, AtomicBoolean failed) {
        return exchange -> {
            if (key.equals(exchange.getMessage().getHeader(Kinesis2Constants.PARTITION_KEY))
                    && !failed.getAndSet(true)) {
                throw new IllegalStateException("Record " + number(exchange) + " fails because the scenario says so");
            }
        };
    }

    private static Processor failShard(String shardId, long millis, AtomicLong until) {
        return exchange -> {
            if (!shardId.equals(exchange.getMessage().getHeader(Kinesis2Constants.SHARD_ID))) {
                return;
            }
            until.compareAndSet(0, System.currentTimeMillis() + millis);
            if (System.currentTimeMillis() < until.get()) {
                throw new IllegalStateException("Shard " + shardId + " fails because the scenario says so");
            }
        };
    }

    private static Processor pauseOnce(int number, AtomicLong millis) {
        return exchange -> {
            if (number(exchange) == number) {
                Thread.sleep(millis.getAndSet(0));
            }
        };
    }

    private static int number(Exchange exchange) {
        return Numbered.number(exchange.getMessage());
    }
}
