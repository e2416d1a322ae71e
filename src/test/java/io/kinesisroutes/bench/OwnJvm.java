// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What the JVM we run in uses. */
final class OwnJvm {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private OwnJvm() {}

    /** Of all its threads, those of the compiler and the collector too. */
    static long cpuNanos() {
        return SYSTEM.getProcessCpuTime();
    }

    static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    static long heapBytesAfterGc() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
