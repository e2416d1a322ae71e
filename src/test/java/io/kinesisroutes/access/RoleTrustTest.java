// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kinesisroutes.access.ProbeAnswer.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sts.model.StsException;

class RoleTrustTest {

    private static final String DENIED = "User: a is not authorized to perform: sts:AssumeRole on resource: r";

    private static RoleTrust trust(Outcome right, Outcome wrong, Outcome none) {
        return RoleTrust.of(List.of(
                new ProbeAnswer(Probe.RIGHT_EXTERNAL_ID, right, ""),
                new ProbeAnswer(Probe.WRONG_EXTERNAL_ID, wrong, ""),
                new ProbeAnswer(Probe.NO_EXTERNAL_ID, none, "")));
    }

    private static Outcome outcome(Probe probe, String code, int status, String text) {
        return ProbeAnswer.of(probe, (StsException) StsException.builder()
                        .statusCode(status)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode(code)
                                .errorMessage(text)
                                .build())
                        .build())
                .outcome();
    }

    @Test
    void of_everyAnswer_isWhatItSays() {
        assertEquals(RoleTrust.GUARDED, trust(Outcome.ACCEPTED, Outcome.REFUSED, Outcome.REFUSED));
        assertEquals(RoleTrust.OPEN, trust(Outcome.ACCEPTED, Outcome.ACCEPTED, Outcome.REFUSED));
        assertEquals(RoleTrust.OPEN, trust(Outcome.UNKNOWN, Outcome.REFUSED, Outcome.ACCEPTED));
        assertEquals(RoleTrust.CLOSED, trust(Outcome.REFUSED, Outcome.REFUSED, Outcome.REFUSED));
        assertEquals(RoleTrust.UNKNOWN, trust(Outcome.ACCEPTED, Outcome.UNKNOWN, Outcome.REFUSED));
        assertEquals(RoleTrust.UNKNOWN, trust(Outcome.ACCEPTED, Outcome.REFUSED, Outcome.NOT_ASKED));
        assertEquals(RoleTrust.UNKNOWN, trust(Outcome.FAILED, Outcome.FAILED, Outcome.FAILED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " because no identity-based policy allows the sts:AssumeRole action",
                " because no session policy allows the sts:AssumeRole action",
                " because no permissions boundary allows the sts:AssumeRole action",
                " with an explicit deny in a service control policy",
                " with an explicit deny in an identity-based policy"
            })
    void of_ourOwnSideRefuses_saysNothingOfTheRole(String ending) {
        assertEquals(Outcome.NOT_ASKED, outcome(Probe.WRONG_EXTERNAL_ID, "AccessDenied", 403, DENIED + ending));
        assertEquals(Outcome.NOT_ASKED, outcome(Probe.NO_EXTERNAL_ID, "AccessDenied", 403, DENIED + ending));
        assertEquals(Outcome.REFUSED, outcome(Probe.RIGHT_EXTERNAL_ID, "AccessDenied", 403, DENIED + ending));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " because no role trust policy allows the sts:AssumeRole action",
                " with an explicit deny in the role trust policy"
            })
    void of_theRoleRefuses_isARefusal(String ending) {
        assertEquals(Outcome.REFUSED, outcome(Probe.WRONG_EXTERNAL_ID, "AccessDenied", 403, DENIED + ending));
    }

    @Test
    void of_throttledOrFailing_isUnknownAndTheCallersOwnTroubleIsAFailure() {
        assertEquals(Outcome.UNKNOWN, outcome(Probe.WRONG_EXTERNAL_ID, "Throttling", 400, "Rate exceeded"));
        assertEquals(Outcome.UNKNOWN, outcome(Probe.WRONG_EXTERNAL_ID, "InternalFailure", 500, "failed"));
        assertEquals(Outcome.FAILED, outcome(Probe.WRONG_EXTERNAL_ID, "ExpiredToken", 403, "expired"));
    }
}
