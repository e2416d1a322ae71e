// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DroppedLeasesTest {

    @Test
    void log_ofAWorker_tellsWhenALeaseWasDropped(@TempDir Path directory) throws Exception {
        String time = LocalTime.now().minusSeconds(1).format(DateTimeFormatter.ofPattern("HH:mm:ss.SSS"));
        Files.writeString(
                directory.resolve("worker-1.log"),
                time + " INFO  [t] s.a.k.l.ShutdownTask - Dropped lease for shutting down ShardConsumer: shardId-1\n"
                        + time + " INFO  [t] s.a.k.l.ShutdownTask - something else\n");

        List<Doubt> doubts = DroppedLeases.in(directory, 700);

        assertEquals(1, doubts.size());
        assertEquals(700, doubts.get(0).toMillis() - doubts.get(0).afterMillis());
        assertEquals(
                "what came in the last 700 ms before the library dropped a lease",
                doubts.get(0).reason());
    }
}
