// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionPolicyTest {
    private static final String STREAM = "arn:aws:kinesis:eu-west-1:111122223333:stream/orders";

    @ParameterizedTest
    @CsvSource({
        "kinesis:GetRecords, arn:aws:kinesis:eu-west-1:111122223333:stream/orders, true",
        "kinesis:getrecords, arn:aws:kinesis:*:*:stream/ord*, true",
        "kinesis:Get*,       *, true",
        "*,                  arn:aws:kinesis:eu-west-1:111122223333:stream/order?, true",
        "kinesis:PutRecords, *, false",
        "kinesis:*,          arn:aws:kinesis:eu-west-1:111122223333:stream/ORDERS, false",
        "kinesis:*,          arn:aws:kinesis:eu-west-1:111122223333:stream/order, false"
    })
    void allow_actionAndResourcePatterns_bothMustMatch(String action, String resource, boolean expected) {
        assertEquals(
                expected, refusal(PermissionPolicies.allow(resource, action)).isEmpty());
    }

    @Test
    void deny_besideAllow_wins() {
        Optional<String> refusal =
                refusal(PermissionPolicies.allow("*", "*"), PermissionPolicies.deny(STREAM, "kinesis:Get*"));

        assertEquals(Optional.of(" with an explicit deny in an identity-based policy"), refusal);
    }

    @Test
    void noPolicy_refusesAndSaysWhatIsMissing() {
        assertEquals(Optional.of(" because no identity-based policy allows the kinesis:GetRecords action"), refusal());
    }

    @Test
    void notActionAndNotResource_matchEverythingElse() {
        String policy = """
                {"Statement": {"Effect": "Allow", "NotAction": ["kinesis:Put*"], "NotResource": "*/secret"}}""";

        assertEquals(Optional.empty(), refusal(policy));
        assertEquals(false, refusal(policy.replace("Put*", "Get*")).isEmpty());
        assertEquals(false, refusal(policy.replace("secret", "orders")).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "StringEquals": {"aws:RequestedRegion": "eu-west-1"}         | true
                    "StringEquals": {"aws:RequestedRegion": "us-east-1"}         | false
                    "StringLike": {"aws:PrincipalArn": "arn:aws:iam::*:user/re*"} | true
                    "StringEquals": {"aws:ResourceTag/team": "a"}                | false
                    "Bool": {"aws:SecureTransport": "false"}                     | true
                    "DateGreaterThan": {"aws:CurrentTime": "2020-01-01T00:00:00Z"} | false
                    """)
    void condition_onRequestKeys_unknownNeverMatches(String condition, boolean expected) {
        String policy = "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\","
                + " \"Condition\": {" + condition + "}}}";

        assertEquals(expected, refusal(policy).isEmpty());
    }

    @Test
    void sessionPolicy_onlyNarrows() {
        Identity role = new Identity(
                "111122223333",
                "arn:aws:iam::111122223333:role/R",
                "AROAR",
                PolicyDocument.permissions(PermissionPolicies.allow("*", "kinesis:Get*")));
        PolicyDocument narrow =
                PolicyParser.permissionPolicy(PermissionPolicies.allow(STREAM, "kinesis:GetShardIterator"));
        PolicyDocument wide = PolicyParser.permissionPolicy(PermissionPolicies.allow("*", "*"));

        assertEquals(
                Optional.of(" because no session policy allows the kinesis:GetRecords action"),
                refusal(Caller.session(role, "worker", Optional.of(narrow)), "kinesis:GetRecords"));
        assertEquals(
                Optional.of(" because no identity-based policy allows the kinesis:PutRecord action"),
                refusal(Caller.session(role, "worker", Optional.of(wide)), "kinesis:PutRecord"));
    }

    private static Optional<String> refusal(String... policies) {
        List<PolicyDocument> parsed = PolicyDocument.permissions(policies);
        Identity user = new Identity("111122223333", "arn:aws:iam::111122223333:user/reader", "AIDAREADER", parsed);
        return refusal(Caller.user(user), "kinesis:GetRecords");
    }

    private static Optional<String> refusal(Caller caller, String action) {
        return Authorization.refusal(caller, action, STREAM, caller.context("eu-west-1"));
    }
}
