// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import java.util.List;

/** What runs in this JVM at this moment. */
final class Threads {

    /** What the names of the library's threads begin with, and those of ours that end it. */
    private static final List<String> OF_LIBRARIES = List.of(
            "ShardRecordProcessor-",
            "prefetch-cache-",
            "LeaseCoordinator-",
            "LeaseRenewer-",
            "LeaseGracefulShutdown-",
            "lam-thread",
            "lam-data-load-",
            "worker-metrics-",
            "MigrationStateMachine-",
            "table-migration-",
            "dynamodb-lock-client-",
            "kinesis-l");

    private Threads() {}

    /** The names of the threads that begin with this and have not ended. */
    static List<String> running(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(prefix))
                .sorted()
                .toList();
    }

    /** Those of libraries, but for a few that wait for nothing until the JVM ends. */
    static List<String> ofLibraries() {
        return OF_LIBRARIES.stream().flatMap(prefix -> running(prefix).stream()).toList();
    }
}
