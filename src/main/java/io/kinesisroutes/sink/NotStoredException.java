// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Some records of an exchange are not in the stream; the message names each by its index in the exchange. */
public final class NotStoredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int NAMED = 10;

    /**
     * @param total records in the exchange
     * @param reasons why a record is not stored, by its index from 0
     * @param cause {@code null} if the answers alone said so
     */
    NotStoredException(int total, Map<Integer, String> reasons, Throwable cause) {
        super(text(total, new TreeMap<>(reasons)), cause);
    }

    private static String text(int total, TreeMap<Integer, String> reasons) {
        String named = reasons.entrySet().stream()
                .limit(NAMED)
                .map(reason -> "index " + reason.getKey() + ": " + reason.getValue())
                .collect(Collectors.joining("; "));
        String more = reasons.size() > NAMED ? "; and " + (reasons.size() - NAMED) + " more" : "";
        return reasons.size() + " of " + total + " records are not stored: " + named + more;
    }
}
