// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.config;

/**
 * One thing that is wrong with a configuration.
 *
 * @param option the name of the option as the user wrote it, for example {@code roleArn}
 * @param value what the option says, or {@code null} where nothing was said; never a secret
 * @param wrong what is wrong with the value, as the rest of a sentence that begins with the value
 * @param advice what to do, with a good example
 */
public record Problem(String option, String value, String wrong, String advice) {

    @Override
    public String toString() {
        return option + ": " + (value == null ? "" : "'" + value + "' ") + wrong + ". " + advice;
    }
}
