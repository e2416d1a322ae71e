// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** Finds out who signed a request, or refuses it as AWS does. Thread-safe. */
final class Authenticator {
    private static final DateTimeFormatter AMZ_DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final String WRONG_SIGNATURE =
            "The request signature we calculated does not match the signature you provided."
                    + " Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";

    private final AccessKeys keys;
    private final Clock clock;
    private final Clock signingClock;
    private final boolean signatureChecked;

    Authenticator(AccessKeys keys, LocalAwsOptions options) {
        this.keys = keys;
        this.clock = options.clock();
        this.signingClock = options.signingClock();
        this.signatureChecked = options.signatureChecked();
    }

    Authenticated authenticate(AwsService service, HttpCall call) {
        AuthorizationHeader header = header(service, call);
        AccessKey key = key(service, header, call);
        checkScope(service, header);
        checkDate(service, header, call);
        if (signatureChecked) {
            checkSignature(service, header, call, key);
        }
        if (key.expiredAt(clock.instant())) {
            throw service.expiredToken();
        }
        return new Authenticated(key.caller(), header.region());
    }

    private static AuthorizationHeader header(AwsService service, HttpCall call) {
        String text = call.header("authorization").orElseThrow(service::unsigned);
        return AuthorizationHeader.parse(text)
                .orElseThrow(() -> service.malformedSignature(
                        "Authorization header requires 'Credential', 'SignedHeaders' and 'Signature' parameters."
                                + " Authorization=" + text.substring(0, Math.min(text.length(), 16))));
    }

    private AccessKey key(AwsService service, AuthorizationHeader header, HttpCall call) {
        Optional<String> token = call.header("x-amz-security-token");
        return keys.find(header.accessKeyId())
                .filter(key -> key.token().equals(token))
                .filter(key -> !key.caller().identity().deleted())
                .orElseThrow(service::unknownKey);
    }

    private static void checkScope(AwsService service, AuthorizationHeader header) {
        if (!header.service().equals(service.signingName())) {
            throw service.wrongSignature(
                    "Credential should be scoped to correct service: '" + service.signingName() + "'.");
        }
        if (!header.signedHeaders().contains("host")) {
            throw service.wrongSignature("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }
    }

    private void checkDate(AwsService service, AuthorizationHeader header, HttpCall call) {
        Instant signed = signingTime(service, call);
        if (!header.date().equals(format(signed).substring(0, header.date().length()))) {
            throw service.wrongSignature("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of"
                    + " date from HTTP: '" + header.date() + "' != '" + format(signed) + "'.");
        }
        Instant now = signingClock.instant();
        Instant earliest = now.minus(service.clockTolerance());
        Instant latest = now.plus(service.clockTolerance());
        long minutes = service.clockTolerance().toMinutes();
        if (signed.isBefore(earliest)) {
            throw service.wrongSignature(String.format(
                    Locale.ROOT,
                    "Signature expired: %s is now earlier than %s (%s - %d min.)",
                    format(signed),
                    format(earliest),
                    format(now),
                    minutes));
        }
        if (signed.isAfter(latest)) {
            throw service.wrongSignature(String.format(
                    Locale.ROOT,
                    "Signature not yet current: %s is still later than %s (%s + %d min.)",
                    format(signed),
                    format(latest),
                    format(now),
                    minutes));
        }
    }

    private static Instant signingTime(AwsService service, HttpCall call) {
        String text = call.header("x-amz-date").orElse("");
        try {
            return LocalDateTime.parse(text, AMZ_DATE).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw service.malformedSignature("Authorization header requires existence of either a 'X-Amz-Date' or a"
                    + " 'Date' header. X-Amz-Date=" + text);
        }
    }

    private static void checkSignature(AwsService service, AuthorizationHeader header, HttpCall call, AccessKey key) {
        byte[] expected = SignatureV4.sign(call, header, key.secret()).getBytes(StandardCharsets.US_ASCII);
        byte[] actual = header.signature().getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(expected, actual)) {
            throw service.wrongSignature(WRONG_SIGNATURE);
        }
    }

    private static String format(Instant instant) {
        return AMZ_DATE.format(instant.atOffset(ZoneOffset.UTC));
    }
}
