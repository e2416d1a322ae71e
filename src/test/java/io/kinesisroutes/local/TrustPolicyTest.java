// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.kinesisroutes.local.RoleAssumption.Trust;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustPolicyTest {
    private static final String ASSUME_ROLE = "sts:AssumeRole";
    private static final String ROLE_ARN = "arn:aws:iam::111122223333:role/team/App";
    private static final Identity APP_ROLE =
            new Identity("111122223333", ROLE_ARN, "AROAAPP", PolicyDocument.permissions());
    private static final Caller APP_SESSION = Caller.session(APP_ROLE, "worker-1", Optional.empty());
    private static final Identity TARGET =
            new Identity("444455556666", "arn:aws:iam::444455556666:role/Reader", "AROATARGET", List.of());

    /** Columns: operator, value in the policy, then whether the right ExternalId, another one and none pass. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    StringEquals                     | "acme"              | true  | false | false
                    StringEquals                     | "ACME"              | false | false | false
                    StringEquals                     | ["other1", "acme"]  | true  | false | false
                    StringEqualsIgnoreCase           | "ACME"              | true  | false | false
                    StringLike                       | "ac*"               | true  | false | false
                    StringLike                       | "ac?e"              | true  | false | false
                    StringLike                       | "*"                 | true  | true  | false
                    ForAnyValue:StringEquals         | "acme"              | true  | false | false
                    ForAnyValue:StringLike           | "ac*"               | true  | false | false
                    ForAnyValue:StringEqualsIfExists | "acme"              | true  | false | true
                    ForAllValues:StringEquals        | "acme"              | true  | false | true
                    ForAllValues:StringNotEquals     | "acme"              | false | true  | true
                    StringEqualsIfExists             | "acme"              | true  | false | true
                    StringLikeIfExists               | "ac*"               | true  | false | true
                    StringNotEquals                  | "acme"              | false | true  | true
                    StringNotEquals                  | ["acme", "x"]       | false | true  | true
                    StringNotLike                    | "ac*"               | false | true  | true
                    StringNotEqualsIgnoreCase        | "ACME"              | false | true  | true
                    Null                             | "true"              | false | false | true
                    Null                             | "false"             | true  | true  | false
                    Null                             | false               | true  | true  | false
                    NullIfExists                     | "false"             | false | false | false
                    StringMatches                    | "acme"              | false | false | false
                    ForSomeValues:StringEquals       | "acme"              | false | false | false
                    """)
    void allow_withConditionOnExternalId_passesAsTheOperatorSays(
            String operator, String value, boolean right, boolean other, boolean none) {
        PolicyDocument policy = PolicyParser.trustPolicy(allowIf(operator, value));

        assertEquals(right, passes(policy, Optional.of("acme")), "the right ExternalId");
        assertEquals(other, passes(policy, Optional.of("evil")), "another ExternalId");
        assertEquals(none, passes(policy, Optional.empty()), "no ExternalId");
    }

    @Test
    void deny_unlessExternalIdMatches_refusesOthersAndNone() {
        PolicyDocument policy = PolicyParser.trustPolicy("""
                {"Statement": [
                  {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:*"},
                  {"Effect": "Deny", "Principal": "*", "Action": "sts:AssumeRole",
                   "Condition": {"StringNotEquals": {"STS:externalID": "acme"}}}]}""");

        assertEquals(true, passes(policy, Optional.of("acme")));
        assertEquals(false, passes(policy, Optional.of("evil")));
        assertEquals(false, passes(policy, Optional.empty()));
    }

    @Test
    void condition_valueIsNumber_matchesItsText() {
        PolicyDocument policy = PolicyParser.trustPolicy(allowIf("StringEquals", "12345"));

        assertEquals(true, passes(policy, Optional.of("12345")));
    }

    @Test
    void condition_severalOperatorsAndKeys_allMustHold() {
        PolicyDocument policy = PolicyParser.trustPolicy("""
                {"Statement": {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole", "Condition": {
                  "StringEquals": {"sts:ExternalId": "acme", "aws:PrincipalAccount": "111122223333"},
                  "ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/team/*"}}}}""");

        assertEquals(true, passes(policy, Optional.of("acme")));
        assertEquals(false, passes(policy, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    111122223333                                          | ACCOUNT
                    arn:aws:iam::111122223333:root                        | ACCOUNT
                    arn:aws:iam::111122223333:role/team/App               | CALLER
                    arn:aws:sts::111122223333:assumed-role/App/worker-1   | CALLER
                    *                                                     | CALLER
                    444455556666                                          | REFUSED
                    arn:aws:iam::111122223333:role/App                    | REFUSED
                    arn:aws:iam::111122223333:role/team/*                 | REFUSED
                    arn:aws:sts::111122223333:assumed-role/App/worker-2   | REFUSED
                    arn:aws:iam::111122223333:user/App                    | REFUSED
                    arn:aws-cn:iam::111122223333:root                     | REFUSED
                    """)
    void principal_forms_matchAsDocumented(String principal, Trust expected) {
        PolicyDocument policy = PolicyParser.trustPolicy(TrustPolicies.allow(principal));

        assertEquals(expected, trust(policy, Optional.empty()));
    }

    @Test
    void principal_serviceOnly_isNeverUs() {
        PolicyDocument policy = PolicyParser.trustPolicy("""
                {"Statement": {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "*"}}""");

        assertEquals(Trust.REFUSED, trust(policy, Optional.empty()));
    }

    @Test
    void notPrincipal_inDeny_sparesOnlyWhomItNames() {
        String policy = """
                {"Statement": [
                  {"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole"},
                  {"Effect": "Deny", "NotPrincipal": {"AWS": ["%s"]}, "Action": "sts:AssumeRole"}]}""";

        assertEquals(Trust.CALLER, trust(PolicyParser.trustPolicy(policy.formatted(ROLE_ARN)), Optional.empty()));
        assertEquals(
                Trust.REFUSED,
                trust(PolicyParser.trustPolicy(policy.formatted("arn:aws:iam::1:user/x")), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"sts:AssumeRole,true", "sts:assumerole,true", "STS:*,true", "*,true", "sts:Assume?ole,true"})
    @CsvSource({"sts:TagSession,false", "kinesis:*,false"})
    void action_patterns_matchWhateverTheCase(String action, boolean expected) {
        String json = TrustPolicies.allow("*").replace("\"sts:AssumeRole\"", "[\"" + action + "\"]");

        assertEquals(expected, passes(PolicyParser.trustPolicy(json), Optional.empty()));
    }

    @Test
    void sameAccount_trustedByAccountOnly_needsTheCallersOwnPolicy() {
        Identity role = new Identity("111122223333", "arn:aws:iam::111122223333:role/R", "AROAR", List.of());
        PolicyDocument byAccount = PolicyParser.trustPolicy(TrustPolicies.allow("111122223333"));
        PolicyDocument byName = PolicyParser.trustPolicy(TrustPolicies.allow(ROLE_ARN));
        Caller granted = callerWith(PermissionPolicies.allow(role.arn(), ASSUME_ROLE));

        assertEquals(false, allowed(byAccount, role, APP_SESSION));
        assertEquals(true, allowed(byAccount, role, granted));
        assertEquals(true, allowed(byName, role, APP_SESSION));
        assertEquals(false, allowed(byName, role, callerWith(PermissionPolicies.deny("*", ASSUME_ROLE))));
    }

    @Test
    void crossAccount_trustedByName_needsTheCallersOwnPolicyToo() {
        PolicyDocument byName = PolicyParser.trustPolicy(TrustPolicies.allow(ROLE_ARN));

        assertEquals(false, allowed(byName, TARGET, APP_SESSION));
        assertEquals(true, allowed(byName, TARGET, callerWith(PermissionPolicies.allow("*", ASSUME_ROLE))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Statement\": {\"Effect\": \"allow\", \"Principal\": \"*\", \"Action\": \"*\"}}",
                "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"*\", \"Resource\": \"*\"}}",
                "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\"}}",
                "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": \"*\"}}",
                "{\"Statement\": ",
                "{}"
            })
    void trustPolicy_thatIamWouldNotSave_isRefused(String json) {
        assertThrows(IllegalArgumentException.class, () -> PolicyParser.trustPolicy(json));
    }

    private static String allowIf(String operator, String value) {
        return """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "111122223333"},
                 "Action": "sts:AssumeRole", "Condition": {"%s": {"sts:ExternalId": %s}}}]}""".formatted(operator, value);
    }

    private static boolean passes(PolicyDocument policy, Optional<String> externalId) {
        return trust(policy, externalId) != Trust.REFUSED;
    }

    private static Trust trust(PolicyDocument policy, Optional<String> externalId) {
        RequestContext context = APP_SESSION.context("eu-west-1").with("sts:ExternalId", externalId);
        return RoleAssumption.trust(policy, APP_SESSION, ASSUME_ROLE, context);
    }

    private static boolean allowed(PolicyDocument policy, Identity role, Caller caller) {
        return RoleAssumption.allowed(policy, role, caller, ASSUME_ROLE, caller.context("eu-west-1"));
    }

    private static Caller callerWith(String policy) {
        Identity identity = new Identity("111122223333", ROLE_ARN, "AROAAPP", PolicyDocument.permissions(policy));
        return Caller.session(identity, "worker-1", Optional.empty());
    }
}
