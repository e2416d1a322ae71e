// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerSettingsTest {

    @Test
    void names_ofBothKinds_areTaken() {
        assertEquals(List.of("stock", "ours-kcl", "raw-kcl"), LedgerSettings.names("stock, ours-kcl,raw-kcl"));
    }

    @Test
    void names_unknown_areRefusedTogether() {
        Exception refused =
                assertThrows(IllegalArgumentException.class, () -> LedgerSettings.names("ours,our-kcl,OURS"));

        assertTrue(refused.getMessage().contains("[our-kcl, OURS]"), refused.getMessage());
        assertTrue(refused.getMessage().contains("ours, stock, ours-kcl, stock-kcl, raw-kcl"), refused.getMessage());
    }
}
