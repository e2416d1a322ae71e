// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request, complete.
 *
 * @param headers by lower-case name; repeated ones joined with a comma
 */
record HttpCall(String method, String path, String query, Map<String, String> headers, byte[] body) {

    Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }
}
