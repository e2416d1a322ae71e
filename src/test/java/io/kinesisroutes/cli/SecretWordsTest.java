// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SecretWordsTest {

    private static String shown(String... words) {
        return new SecretWords(words).hideIn(String.join(" ", words));
    }

    @Test
    void hideIn_valueOfSomethingSecret_isHidden() {
        assertEquals("-Pa.secretKey=(hidden)", shown("-Pa.secretKey=abc/=+="));
        assertEquals("x.SESSIONTOKEN=(hidden) y", shown("x.SESSIONTOKEN=abc", "y"));
        assertEquals("--secretKey (hidden)", shown("--secretKey", "abc"));
        assertEquals("a.secretKey =(hidden)", shown("a.secretKey", "=abc"));
        assertEquals("a.secretKey= (hidden)", shown("a.secretKey=", "abc"));
        assertEquals("a.token=(hidden) a.password=(hidden)", shown("a.token=abc", "a.password=abcdef"));
    }

    @Test
    void hideIn_valueOfAnySetting_isHidden() {
        assertEquals("-Pa.scretKey=(hidden) sink", shown("-Pa.scretKey=abc=", "sink"));
        assertEquals("-pa.b=(hidden) sink", shown("-pa.b=sink", "sink"));
    }

    @Test
    void hideIn_anythingElse_isShown() {
        assertEquals("check drain --format=yaml", shown("check", "drain", "--format=yaml"));
        assertEquals("--kms-key alias/orders", shown("--kms-key", "alias/orders"));
        assertEquals("diff trust.json drain", shown("diff", "trust.json", "drain"));
        assertEquals("-pa.secretKey -f x", shown("-pa.secretKey", "-f", "x"));
        assertEquals("a.secretKey=", shown("a.secretKey="));
    }
}
