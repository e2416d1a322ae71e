// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

/**
 * One way to ask a role for a session. Only all three together tell whether the role is guarded: STS has one text for
 * every refusal.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html">The confused deputy</a>
 */
public enum Probe {
    /** With the deployment's account name, which must be let in. */
    RIGHT_EXTERNAL_ID("with the right ExternalId"),
    /** With a value that nobody was ever given, which must be refused. */
    WRONG_EXTERNAL_ID("with a wrong ExternalId"),
    /** With none, which must be refused. */
    NO_EXTERNAL_ID("without an ExternalId");

    private final String text;

    Probe(String text) {
        this.text = text;
    }

    /** How it asks, as the rest of a sentence. */
    public String text() {
        return text;
    }
}
