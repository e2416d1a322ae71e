// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LibraryVersionTest {

    @Test
    void library_ofTheBuild_isNewEnough() {
        assertDoesNotThrow(() -> LibraryVersion.check(getClass().getClassLoader()));
    }

    @Test
    void library_olderOrMissing_isToldWithWhatToDo() {
        IllegalStateException refused = assertThrows(
                IllegalStateException.class, () -> LibraryVersion.check(ClassLoader.getPlatformClassLoader()));

        assertTrue(refused.getMessage().contains("amazon-kinesis-client:3.5.1"), refused.getMessage());
    }
}
