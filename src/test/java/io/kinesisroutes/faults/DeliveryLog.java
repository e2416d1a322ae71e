// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** What {@link DeliveryWriter}s wrote, read on from where the last look ended. Not thread-safe. */
final class DeliveryLog {

    private static final long OUT_OF_ORDER_MILLIS = 500;

    private final Path file;
    private final List<Delivery> deliveries = new ArrayList<>();
    private final BitSet delivered = new BitSet();
    private final BitSet probes = new BitSet();
    private long position;
    private int ups;
    private int mostUnfinished;

    DeliveryLog(Path file) {
        this.file = file;
    }

    /** How often a subject came up. */
    int ups() {
        refresh();
        return ups;
    }

    /** In the order of delivery, without probes. */
    List<Delivery> deliveries() {
        refresh();
        return deliveries;
    }

    /** Those after a time, which are at the end. */
    List<Delivery> after(long millis) {
        refresh();
        int first = deliveries.size();
        // Several processes write: neighbours may be in the wrong order by a little.
        while (first > 0 && deliveries.get(first - 1).atMillis() > millis - OUT_OF_ORDER_MILLIS) {
            first--;
        }
        return deliveries.subList(first, deliveries.size()).stream()
                .filter(delivery -> delivery.atMillis() > millis)
                .toList();
    }

    /** The numbers that were delivered at least once. */
    BitSet delivered() {
        refresh();
        return delivered;
    }

    /** How many different probes arrived. */
    int probes() {
        refresh();
        return probes.cardinality();
    }

    /** The most unfinished exchanges that any shard had at any time. */
    int mostUnfinished() {
        refresh();
        return mostUnfinished;
    }

    private void refresh() {
        String news = readNews();
        // A subject that is killed may leave half a line; the next one's writes would follow it, so it waits for its
        // end.
        int complete = news.lastIndexOf('\n') + 1;
        position += news.substring(0, complete).getBytes(StandardCharsets.UTF_8).length;
        news.substring(0, complete).lines().forEach(this::take);
    }

    private String readNews() {
        if (!Files.exists(file)) {
            return "";
        }
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer buffer = ByteBuffer.allocate((int) (channel.size() - position));
            while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {
                Thread.onSpinWait();
            }
            return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(String line) {
        if (line.equals(Delivery.UP)) {
            ups++;
        } else if (line.startsWith(Delivery.UNFINISHED)) {
            int count = Integer.parseInt(line.substring(Delivery.UNFINISHED.length()));
            mostUnfinished = Math.max(mostUnfinished, count);
        } else if (!line.startsWith("#")) {
            take(Delivery.parse(line));
        }
    }

    private void take(Delivery delivery) {
        if (delivery.number() >= Numbered.PROBES) {
            probes.set(delivery.number() - Numbered.PROBES);
            return;
        }
        deliveries.add(delivery);
        delivered.set(delivery.number());
    }
}
