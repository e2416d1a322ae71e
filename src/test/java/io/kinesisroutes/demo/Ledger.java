// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.demo;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of the records that were sent. Pure: it compares what was put in with what stands in the streams.
 *
 * @param sent records put into the source
 * @param delivered good records found in the sink, each counted once
 * @param deadLettered damaged records found in the dead letters, each counted once
 * @param lost records found in neither
 * @param duplicated records found more often than once in their place
 * @param misplaced records found in an account or stream where they do not belong
 */
record Ledger(int sent, int delivered, int deadLettered, int lost, int duplicated, int misplaced) {

    static Ledger of(Sent sent, Found found) {
        Map<String, Integer> sink = count(found.sink());
        Map<String, Integer> dead = count(found.deadLetters());
        int delivered = present(sent.good(), sink);
        int deadLettered = present(sent.damaged(), dead);
        int rightOnes = matches(sent.good(), sink) + matches(sent.damaged(), dead);
        int duplicated = rightOnes - delivered - deadLettered;
        int strangers = found.sink().size() + found.deadLetters().size() - rightOnes;
        return new Ledger(
                sent.total(),
                delivered,
                deadLettered,
                sent.total() - delivered - deadLettered,
                duplicated,
                strangers + found.elsewhere());
    }

    /** What was put into the source. */
    record Sent(List<byte[]> good, List<byte[]> damaged) {

        static Sent damagingSome(List<byte[]> good) {
            return new Sent(good, Earthquakes.damaged(good));
        }

        List<byte[]> inOrder() {
            return Earthquakes.withDamagedCopies(good, damaged);
        }

        int total() {
            return good.size() + damaged.size();
        }
    }

    /** What stands in the streams; {@code elsewhere} counts the records in all other streams of all accounts. */
    record Found(List<byte[]> sink, List<byte[]> deadLetters, int elsewhere) {}

    boolean isClean() {
        return lost == 0 && duplicated == 0 && misplaced == 0;
    }

    @Override
    public String toString() {
        return "ledger: sent=" + sent + " delivered=" + delivered + " dead-lettered=" + deadLettered + " lost=" + lost
                + " duplicated=" + duplicated + " misplaced=" + misplaced;
    }

    private static Map<String, Integer> count(Collection<byte[]> records) {
        Map<String, Integer> counts = new HashMap<>();
        records.forEach(record -> counts.merge(key(record), 1, Integer::sum));
        return counts;
    }

    private static int present(Collection<byte[]> sent, Map<String, Integer> found) {
        return (int)
                sent.stream().filter(record -> found.containsKey(key(record))).count();
    }

    private static int matches(Collection<byte[]> sent, Map<String, Integer> found) {
        return sent.stream()
                .mapToInt(record -> found.getOrDefault(key(record), 0))
                .sum();
    }

    private static String key(byte[] record) {
        return new String(record, StandardCharsets.ISO_8859_1);
    }
}
