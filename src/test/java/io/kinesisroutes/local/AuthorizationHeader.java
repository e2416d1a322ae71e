// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a Signature Version 4 Authorization header. */
record AuthorizationHeader(
        String accessKeyId, String date, String region, String service, List<String> signedHeaders, String signature) {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private static final Pattern FORM = Pattern.compile(
            ALGORITHM
                    + " +Credential=([^/]+)/(\\d{8})/([^/]+)/([^/]+)/aws4_request *, *SignedHeaders=([^, ]+) *, *Signature=(\\p{XDigit}{64})");

    static Optional<AuthorizationHeader> parse(String text) {
        Matcher matcher = FORM.matcher(text.trim());
        return matcher.matches()
                ? Optional.of(new AuthorizationHeader(
                        matcher.group(1),
                        matcher.group(2),
                        matcher.group(3),
                        matcher.group(4),
                        Arrays.asList(matcher.group(5).split(";", -1)),
                        matcher.group(6)))
                : Optional.empty();
    }

    String scope() {
        return date + "/" + region + "/" + service + "/aws4_request";
    }
}
