// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.aws2.kinesis.Kinesis2Constants;
import org.apache.camel.support.SynchronizationAdapter;

/** Counts the exchanges of each shard that are on their way, and notes whenever there are more than ever. Thread-safe. */
final class Unfinished implements Processor {

    private final Map<String, AtomicInteger> unfinished = new ConcurrentHashMap<>();
    private final DeliveryWriter notes;
    private int most;

    Unfinished(DeliveryWriter notes) {
        this.notes = notes;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        String shard = exchange.getMessage().getHeader(Kinesis2Constants.SHARD_ID, String.class);
        AtomicInteger count = unfinished.computeIfAbsent(shard, id -> new AtomicInteger());
        note(count.incrementAndGet());
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                count.decrementAndGet();
            }
        });
    }

    private synchronized void note(int now) throws IOException {
        if (now > most) {
            most = now;
            notes.unfinished(now);
        }
    }
}
