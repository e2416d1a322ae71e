// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Computes what the signature of a request must be, from the request as it arrived and the caller's secret, by the
 * published algorithm: independently of the SDK that signed it.
 */
final class SignatureV4 {
    private static final HexFormat HEX = HexFormat.of();

    private SignatureV4() {}

    static String sign(HttpCall call, AuthorizationHeader header, String secret) {
        String amzDate = call.header("x-amz-date").orElse("");
        String request = HEX.formatHex(sha256(canonicalRequest(call, header).getBytes(StandardCharsets.UTF_8)));
        String toSign = String.join("\n", AuthorizationHeader.ALGORITHM, amzDate, header.scope(), request);
        return HEX.formatHex(hmac(signingKey(header, secret), toSign));
    }

    private static String canonicalRequest(HttpCall call, AuthorizationHeader header) {
        String headers = header.signedHeaders().stream()
                .map(name -> name + ":" + call.header(name).orElse("").trim().replaceAll(" +", " ") + "\n")
                .collect(Collectors.joining());
        return String.join(
                "\n",
                call.method(),
                call.path(),
                canonicalQuery(call.query()),
                headers,
                String.join(";", header.signedHeaders()),
                payloadHash(call));
    }

    private static String canonicalQuery(String query) {
        return query.isEmpty()
                ? ""
                : Arrays.stream(query.split("&", -1))
                        .map(parameter -> parameter.contains("=") ? parameter : parameter + "=")
                        .sorted()
                        .collect(Collectors.joining("&"));
    }

    private static String payloadHash(HttpCall call) {
        boolean unsigned = call.header("x-amz-content-sha256")
                .filter("UNSIGNED-PAYLOAD"::equals)
                .isPresent();
        return unsigned ? "UNSIGNED-PAYLOAD" : HEX.formatHex(sha256(call.body()));
    }

    private static byte[] signingKey(AuthorizationHeader header, String secret) {
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part : header.scope().split("/", -1)) {
            key = hmac(key, part);
        }
        return key;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
