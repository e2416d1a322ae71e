// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

/**
 * One thing that {@code check} tried.
 *
 * @param name what was tried
 * @param answer what came back, or why it was not tried
 * @param fix what to change and where; {@code null} if nothing is to be changed
 */
record CheckStep(Status status, String name, String answer, String fix) {

    /** How it went. */
    enum Status {
        OK("green"),
        /** Somebody must change something. */
        FAILED("red,bold"),
        /** A role lets in whom it should not. */
        OPEN("red,bold"),
        /** No answer that says anything; ask again. */
        UNKNOWN("yellow"),
        NOT_TRIED("faint");

        private final String style;

        Status(String style) {
            this.style = style;
        }

        /** For picocli's markup. */
        String style() {
            return style;
        }

        /** As people read it. */
        String mark() {
            return switch (this) {
                case OK -> "ok";
                case NOT_TRIED -> "-";
                case UNKNOWN -> "unknown";
                default -> name();
            };
        }

        boolean isFine() {
            return this == OK || this == NOT_TRIED;
        }
    }

    static CheckStep ok(String name, String answer) {
        return new CheckStep(Status.OK, name, answer, null);
    }

    static CheckStep failed(String name, String answer, String fix) {
        return new CheckStep(Status.FAILED, name, answer, fix);
    }

    static CheckStep unknown(String name, String answer) {
        return new CheckStep(Status.UNKNOWN, name, answer, "Try again: this says nothing about the access.");
    }

    static CheckStep notTried(String name, String why) {
        return new CheckStep(Status.NOT_TRIED, name, why, null);
    }
}
