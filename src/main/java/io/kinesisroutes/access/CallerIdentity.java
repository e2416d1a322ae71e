// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Whom AWS takes a caller for.
 *
 * @param arn of a user, or of a role's session
 * @param account 12 digits
 * @param clockAhead how far this machine's clock is ahead of AWS's, to the second; negative if it is behind; empty if the
 *     answer had no date
 */
public record CallerIdentity(String arn, String account, Optional<Duration> clockAhead) {

    static CallerIdentity of(StsClient sts) {
        GetCallerIdentityResponse answer = sts.getCallerIdentity();
        return new CallerIdentity(answer.arn(), answer.account(), clockAhead(answer, Instant.now()));
    }

    private static Optional<Duration> clockAhead(GetCallerIdentityResponse answer, Instant now) {
        try {
            return answer.sdkHttpResponse()
                    .firstMatchingHeader("Date")
                    .map(date -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from))
                    .map(there -> Duration.between(there, now));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
