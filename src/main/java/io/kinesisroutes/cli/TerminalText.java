// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

/**
 * Text of strangers on its way to a terminal: what could move the cursor, change colours, reorder or hide text is shown as
 * an escape in place of taking effect.
 */
final class TerminalText {

    private static final String CUT = "...";

    private TerminalText() {}

    /** The same text with each code point that is not to be printed as {@code \\uXXXX}. */
    static String safe(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(code -> append(safe, code));
        return safe.toString();
    }

    private static void append(StringBuilder safe, int code) {
        if (isPrinted(code)) {
            safe.appendCodePoint(code);
        } else if (code > 0xFFFF) {
            safe.append("\\U%08x".formatted(code));
        } else {
            safe.append("\\u%04x".formatted(code));
        }
    }

    private static boolean isPrinted(int code) {
        return switch (Character.getType(code)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    /** As much of a safe text as fits into so many columns, with {@code ...} as its end if that is not all. */
    static String cut(String safe, int columns) {
        if (columns(safe) <= columns) {
            return safe;
        }
        int room = Math.max(0, columns - CUT.length());
        int end = 0;
        while (true) {
            int code = safe.codePointAt(end);
            room -= columns(code);
            if (room < 0) {
                return safe.substring(0, end) + CUT.substring(0, Math.min(columns, CUT.length()));
            }
            end += Character.charCount(code);
        }
    }

    /** The same, filled up with blanks. */
    static String fit(String safe, int columns) {
        String cut = cut(safe, columns);
        return cut + " ".repeat(Math.max(0, columns - columns(cut)));
    }

    private static int columns(String text) {
        return text.codePoints().map(TerminalText::columns).sum();
    }

    /** What terminals commonly make of it: combining marks take no room, East Asian letters and pictures take two. */
    private static int columns(int code) {
        int type = Character.getType(code);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean wide = code >= 0x1100 && code <= 0x115F
                || code >= 0x2E80 && code <= 0xA4CF
                || code >= 0xAC00 && code <= 0xD7A3
                || code >= 0xF900 && code <= 0xFAFF
                || code >= 0xFE30 && code <= 0xFE6F
                || code >= 0xFF00 && code <= 0xFF60
                || code >= 0xFFE0 && code <= 0xFFE6
                || code >= 0x1F300 && code <= 0x1FAFF
                || code >= 0x20000 && code <= 0x3FFFD;
        return wide ? 2 : 1;
    }
}
