// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class KplAggregateTest {

    @Test
    void encode_twoRecords_isMagicMessageAndSum() {
        KplAggregate aggregate = new KplAggregate();
        aggregate.add("k", "a".getBytes(StandardCharsets.UTF_8));
        aggregate.add("l", "b".getBytes(StandardCharsets.UTF_8));

        String message = "0a016b" + "0a016c" + "1a0508001a0161" + "1a0508011a0162";
        String sum = HexFormat.of().formatHex(KplAggregate.md5(HexFormat.of().parseHex(message)));
        assertEquals("f3899ac2" + message + sum, HexFormat.of().formatHex(aggregate.encode()));
    }
}
