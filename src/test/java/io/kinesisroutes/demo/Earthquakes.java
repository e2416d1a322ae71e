// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The records of the demo: real earthquake reports, and damaged copies of some of them. */
public final class Earthquakes {

    private static final String FILE = "/earthquakes/earthquakes.ndjson";
    private static final int DAMAGED_EVERY = 50;

    private Earthquakes() {}

    /** All reports, oldest first, each a GeoJSON feature. */
    public static List<byte[]> good() {
        try (InputStream in = Earthquakes.class.getResourceAsStream(FILE)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().map(Earthquakes::utf8).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A damaged copy of every 50th report: cut off, magnitude as text, missing id, not UTF-8, in turn. */
    public static List<byte[]> damaged(List<byte[]> good) {
        return IntStream.rangeClosed(1, good.size() / DAMAGED_EVERY)
                .mapToObj(i -> damage(good.get(i * DAMAGED_EVERY - 1), (i - 1) % 4))
                .toList();
    }

    private static byte[] damage(byte[] report, int kind) {
        String text = new String(report, StandardCharsets.UTF_8);
        return switch (kind) {
            case 0 -> Arrays.copyOf(report, report.length / 2);
            case 1 -> utf8(text.replaceFirst("\"mag\":([^,]+)", "\"mag\":\"$1\""));
            case 2 -> utf8(text.replaceFirst(",\"id\":\"[^\"]*\"}$", "}"));
            default -> notUtf8(report);
        };
    }

    /** A Latin-1 letter in the title. */
    private static byte[] notUtf8(byte[] report) {
        byte[] copy = report.clone();
        String text = new String(report, StandardCharsets.ISO_8859_1);
        copy[text.indexOf("\"title\":\"") + "\"title\":\"".length()] = (byte) 0xE9;
        return copy;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What is published: each damaged copy right behind its original. */
    static List<byte[]> withDamagedCopies(List<byte[]> good, List<byte[]> damaged) {
        List<byte[]> all = new ArrayList<>();
        for (int i = 0; i < good.size(); i++) {
            all.add(good.get(i));
            if ((i + 1) % DAMAGED_EVERY == 0) {
                all.add(damaged.get((i + 1) / DAMAGED_EVERY - 1));
            }
        }
        return all;
    }
}
