// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import java.util.List;

/** What runs in this JVM at this moment. */
final class Threads {

    private Threads() {}

    /** The names of the threads that have not ended, sorted. */
    static List<String> running() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .sorted()
                .toList();
    }
}
