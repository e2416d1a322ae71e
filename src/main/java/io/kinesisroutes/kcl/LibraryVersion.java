// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

/**
 * Tells at the start when an application has an older Kinesis Client Library, as whoever names {@code camel-aws2-kinesis}
 * before our jar has: it would fail in the middle of its work, with a missing class or method.
 */
final class LibraryVersion {

    /** New in 3.5: one table for everything. */
    private static final String NEWEST_CLASS = "software.amazon.kinesis.leases.EntityType";

    private LibraryVersion() {}

    /** @throws IllegalStateException that says what to do if the library is older than 3.5 */
    static void check(ClassLoader classes) {
        try {
            Class.forName(NEWEST_CLASS, false, classes);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "The Kinesis Client Library on the class path is older than 3.5, or missing, and useKclConsumers=true"
                            + " needs 3.5. Most likely camel-aws2-kinesis is named before camel-kinesis-routes and brings"
                            + " version 2: leave it away, or name software.amazon.kinesis:amazon-kinesis-client:3.5.1"
                            + " before it.",
                    e);
        }
    }
}
