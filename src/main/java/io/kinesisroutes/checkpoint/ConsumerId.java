// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.checkpoint;

/**
 * Whose positions: two consumers with one name on one stream are the same.
 *
 * @param consumer the consumer's name
 * @param stream the stream's ARN, or its name where the account is not known
 */
public record ConsumerId(String consumer, String stream) {

    /** As part of a file name: what a file system may not take is an underscore. */
    String fileName() {
        return (consumer + "@" + stream).replaceAll("[^\\w@.-]", "_");
    }

    @Override
    public String toString() {
        return "consumer '" + consumer + "' of stream " + stream;
    }
}
