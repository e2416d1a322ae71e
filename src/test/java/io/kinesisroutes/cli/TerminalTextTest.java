// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TerminalTextTest {

    @Test
    void safe_whatWouldTakeEffect_isShown() {
        assertEquals("\\u001b[31m\\u000a\\u009b\\u202e\\u200b", TerminalText.safe("\u001b[31m\n\u009b\u202e\u200b"));
        assertEquals("\\ud800", TerminalText.safe("\ud800"));
        assertEquals("\\U000e0001", TerminalText.safe(Character.toString(0xE0001)));
    }

    @Test
    void safe_lettersOfTheWorld_stay() {
        String text = "na\u00efve \u5730\u9707 \u0437\u0435\u043c\u043b\u044f " + Character.toString(0x1F30B);

        assertEquals(text, TerminalText.safe(text));
    }

    @Test
    void cut_tooLong_endsWithDots() {
        assertEquals("abcdef", TerminalText.cut("abcdef", 6));
        assertEquals("ab...", TerminalText.cut("abcdef", 5));
        assertEquals("..", TerminalText.cut("abcdef", 2));
    }

    @Test
    void cut_wideLetters_countTwice() {
        assertEquals("\u5730\u9707", TerminalText.cut("\u5730\u9707", 4));
        assertEquals("\u5730...", TerminalText.cut("\u5730\u9707\u5730", 5));
        assertEquals("e\u0301e\u0301", TerminalText.cut("e\u0301e\u0301", 2));
    }

    @Test
    void fit_short_isFilledUp() {
        assertEquals("ab  ", TerminalText.fit("ab", 4));
        assertEquals("\u5730  ", TerminalText.fit("\u5730", 4));
    }
}
