// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kinesisroutes.local.LocalAws;
import io.kinesisroutes.local.LocalCredentials;
import io.kinesisroutes.local.LocalRole;
import io.kinesisroutes.local.TrustPolicies;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/** Whether the comparison, which asks nobody, says what STS would do. */
class TrustComparisonIT {

    private static final String ALLOW =
            "{'Effect':'Allow','Principal':{'AWS':'999988887777'},'Action':'sts:AssumeRole','Condition':";
    private static final String DENY =
            "{'Effect':'Deny','Principal':{'AWS':'*'},'Action':'sts:AssumeRole','Condition':";

    private final LocalAws aws = LocalAws.start();
    private final LocalCredentials deployment = aws.account("999988887777").user("routes");
    private final LocalRole role =
            aws.account("111122223333").role("Reader", TrustPolicies.allow("999988887777", "acme"));
    private final StsClient sts = StsClient.builder()
            .endpointOverride(aws.endpoint())
            .region(Region.EU_WEST_1)
            .credentialsProvider(deployment.provider())
            .build();

    @AfterEach
    void stop() {
        sts.close();
        aws.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ALLOW + "{'StringEquals':{'sts:ExternalId':'acme'}}}",
                ALLOW + "{'StringEquals':{'sts:ExternalId':['acme','other']}}}",
                ALLOW + "{'StringEquals':{'sts:ExternalId':'other'}}}",
                ALLOW + "{'StringEqualsIgnoreCase':{'sts:ExternalId':'acme'}}}",
                ALLOW + "{'StringLike':{'sts:ExternalId':'acm?'}}}",
                ALLOW + "{'StringLike':{'sts:ExternalId':'*'}}}",
                ALLOW + "{'ForAnyValue:StringEquals':{'sts:ExternalId':'acme'}}}",
                ALLOW + "{'ForAllValues:StringEquals':{'sts:ExternalId':'acme'}}}",
                ALLOW + "{'StringEqualsIfExists':{'sts:ExternalId':'acme'}}}",
                ALLOW + "{'StringLikeIfExists':{'sts:ExternalId':'acme'}}}",
                ALLOW + "{'StringNotEquals':{'sts:ExternalId':'other'}}}",
                ALLOW + "{'StringNotLike':{'sts:ExternalId':'acme*'}}}",
                ALLOW + "{'Null':{'sts:ExternalId':'true'}}}",
                ALLOW + "{'Null':{'sts:ExternalId':'false'}}}",
                ALLOW + "{'Null':{'sts:ExternalId':'false'},'StringEqualsIfExists':{'sts:ExternalId':'acme'}}}",
                ALLOW + "{}}",
                ALLOW + "{}}," + DENY + "{'StringNotEquals':{'sts:ExternalId':'acme'}}}",
                ALLOW + "{}}," + DENY + "{'StringNotEqualsIfExists':{'sts:ExternalId':'acme'}}}",
                ALLOW + "{}}," + DENY + "{'Null':{'sts:ExternalId':'true'}}}",
                ALLOW + "{'StringEquals':{'sts:ExternalId':'acme'}}}," + ALLOW + "{}}",
                ALLOW + "{'StringEquals':{'sts:ExternalId':'acme'}}}," + DENY + "{}}",
            })
    void compare_conditions_saysWhatStsDoes(String statements) {
        String policy = ("{'Statement':[" + statements + "]}").replace('\'', '"');
        role.trustPolicy(policy);

        PolicyDiff diff = TrustComparison.compare(
                PolicyReader.read(policy), List.of("arn:aws:iam::999988887777:root"), List.of("acme"));

        assertEquals(letsIn("acme"), diff.tooLittle().isEmpty(), diff.toString());
        assertEquals(letsIn(null), says(diff, "without an ExternalId"), diff.toString());
        assertEquals(letsIn("whoever-this-is"), says(diff, "with any ExternalId"), diff.toString());
        boolean tooWide =
                letsIn(null) || letsIn("whoever-this-is") || letsIn("ACME") || letsIn("other") || letsIn("acmx");
        assertEquals(tooWide, !diff.tooMuch().isEmpty(), diff.toString());
    }

    private static boolean says(PolicyDiff diff, String words) {
        return diff.tooMuch().stream().anyMatch(line -> line.startsWith("OPEN") && line.contains(words));
    }

    private boolean letsIn(String externalId) {
        try {
            sts.assumeRole(
                    r -> r.roleArn(role.arn()).roleSessionName("routes-1").externalId(externalId));
            return true;
        } catch (StsException e) {
            assertEquals("AccessDenied", e.awsErrorDetails().errorCode());
            return false;
        }
    }
}
