// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrustComparisonTest {

    private static final String DEPLOYMENT = "arn:aws:iam::999988887777:root";
    private static final String ROUTES = "arn:aws:iam::999988887777:role/acme-routes";
    private static final String OPEN = "OPEN: " + DEPLOYMENT + " gets in ";

    @Test
    void compare_whatWePrint_isEqual() {
        assertEqual(IamPolicies.trustPolicy(List.of(DEPLOYMENT), List.of("acme")), DEPLOYMENT, "acme");
        assertEqual(IamPolicies.trustPolicy(List.of(ROUTES), List.of("acme", "beta")), ROUTES, "beta", "acme");
    }

    @Test
    void compare_otherSpellingsOfTheSame_areEqual() {
        String equals = "{'StringEquals':{'sts:ExternalId':['acme']}}";

        assertEqual(trust("'AWS':'999988887777'", equals), DEPLOYMENT, "acme");
        assertEqual(trust("'AWS':'999988887777'", "{'StringEquals':{'STS:externalid':'acme'}}"), DEPLOYMENT, "acme");
        assertEqual(trust("'AWS':'999988887777'", "{'StringLike':{'sts:ExternalId':'acme'}}"), DEPLOYMENT, "acme");
        assertEqual(
                trust("'AWS':'999988887777'", "{'ForAnyValue:StringEquals':{'sts:ExternalId':'acme'}}"),
                DEPLOYMENT,
                "acme");
        assertEqual(trust("'AWS':'999988887777'", "{'StringEquals':{'sts:ExternalId':12345}}"), DEPLOYMENT, "12345");
        assertEqual(
                trust(
                        "'AWS':'999988887777'",
                        "{'StringEquals':{'sts:ExternalId':'acme'},'Null':{'sts:ExternalId':'false'}}"),
                DEPLOYMENT,
                "acme");
    }

    @Test
    void compare_openAllowClosedByADeny_isEqual() {
        String policy = policy(
                statement("Allow", "'AWS':'999988887777'", "{}"),
                statement("Deny", "'AWS':'*'", "{'StringNotEquals':{'sts:ExternalId':'acme'}}"));

        assertEqual(policy, DEPLOYMENT, "acme");
    }

    @Test
    void compare_patternWhoseFirstGuessIsAnAccountName_isStillTooMuch() {
        assertEquals(
                List.of("account names like ma? get in, not only max, ma0"),
                diff(trust("'AWS':'999988887777'", "{'StringLike':{'sts:ExternalId':'ma?'}}"), "max", "ma0")
                        .tooMuch());
    }

    @Test
    void compare_noCondition_isOpen() {
        assertEquals(
                List.of(
                        OPEN
                                + "without an ExternalId and with any ExternalId, a statement has no condition that asks for one"),
                diff(trust("'AWS':'999988887777'", "{}"), "acme").tooMuch());
    }

    @Test
    void compare_secondStatementWithoutCondition_isOpen() {
        PolicyDiff diff = diff(
                policy(
                        statement("Allow", "'AWS':'999988887777'", "{'StringEquals':{'sts:ExternalId':'acme'}}"),
                        statement("Allow", "'AWS':'" + DEPLOYMENT + "'", "{}")),
                "acme");

        assertEquals(1, diff.tooMuch().size(), diff.toString());
        assertTrue(diff.tooMuch().get(0).startsWith(OPEN), diff.toString());
    }

    @Test
    void compare_operatorsThatLetAnAbsentKeyPass_areOpen() {
        for (String operator : List.of("StringEqualsIfExists", "StringLikeIfExists", "ForAllValues:StringEquals")) {
            assertEquals(
                    List.of(OPEN + "without an ExternalId, as " + operator + " sts:ExternalId acme lets it"),
                    diff(trust("'AWS':'999988887777'", "{'" + operator + "':{'sts:ExternalId':'acme'}}"), "acme")
                            .tooMuch());
        }
    }

    @Test
    void compare_anyExternalId_isOpen() {
        for (String condition :
                List.of("{'StringLike':{'sts:ExternalId':'*'}}", "{'Null':{'sts:ExternalId':'false'}}")) {
            List<String> tooMuch =
                    diff(trust("'AWS':'999988887777'", condition), "acme").tooMuch();
            assertEquals(1, tooMuch.size(), tooMuch.toString());
            assertTrue(tooMuch.get(0).startsWith(OPEN + "with any ExternalId, as "), tooMuch.toString());
        }
    }

    @Test
    void compare_pattern_isTooWide() {
        assertEquals(
                List.of("account names like acme* get in, not only acme"),
                diff(trust("'AWS':'999988887777'", "{'StringLike':{'sts:ExternalId':'acme*'}}"), "acme")
                        .tooMuch());
    }

    @Test
    void compare_caseIgnored_isTooWide() {
        assertEquals(
                List.of("account name acme gets in however its letters' case is written"),
                diff(trust("'AWS':'999988887777'", "{'StringEqualsIgnoreCase':{'sts:ExternalId':'acme'}}"), "acme")
                        .tooMuch());
    }

    @Test
    void compare_moreAndFewerAccountNames_areNamed() {
        PolicyDiff diff = diff(
                trust("'AWS':'999988887777'", "{'StringEquals':{'sts:ExternalId':['acme','gamma']}}"), "acme", "beta");

        assertEquals(List.of("account name gamma is not needed"), diff.tooMuch());
        assertEquals(List.of("account name beta is missing for " + DEPLOYMENT), diff.tooLittle());
    }

    @Test
    void compare_principals_othersAndWiderOnesAreTooMuch() {
        String acme = "{'StringEquals':{'sts:ExternalId':'acme'}}";
        PolicyDiff diff = TrustComparison.compare(
                PolicyReader.read(policy(
                        statement(
                                "Allow",
                                "'AWS':['" + ROUTES
                                        + "','999988887777','arn:aws:iam::123456789012:user/x','AROAEXAMPLE1']"
                                        + ",'Service':'ec2.amazonaws.com'",
                                acme),
                        statement("Allow", "'AWS':'*'", acme))),
                List.of(ROUTES),
                List.of("acme"));

        assertEquals(
                List.of(
                        "principal 999988887777 is wider than " + ROUTES,
                        "principal arn:aws:iam::123456789012:user/x is not needed",
                        "principal AROAEXAMPLE1 is the id of a role or user that was deleted",
                        "principal Service ec2.amazonaws.com is not needed",
                        "principal * trusts every AWS account there is"),
                diff.tooMuch());
        assertEquals(List.of(), diff.tooLittle());
    }

    @Test
    void compare_everybodyAsText_isTooMuch() {
        PolicyDiff diff = diff("""
                {"Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole",
                 "Condition":{"StringEquals":{"sts:ExternalId":"acme"}}}]}""", "acme");

        assertEquals(List.of("principal * trusts every AWS account there is"), diff.tooMuch());
    }

    @Test
    void compare_narrowerOrOtherPrincipal_isTooLittle() {
        String acme = "{'StringEquals':{'sts:ExternalId':'acme'}}";

        assertEquals(
                List.of("principal " + DEPLOYMENT + " is not trusted, only " + ROUTES),
                diff(trust("'AWS':'" + ROUTES + "'", acme), "acme").tooLittle());
        assertEquals(
                List.of("principal " + DEPLOYMENT + " is not trusted"),
                diff(trust("'AWS':'123456789012'", acme), "acme").tooLittle());
    }

    @Test
    void compare_deny_isTold() {
        PolicyDiff diff = diff(
                policy(
                        statement("Allow", "'AWS':'999988887777'", "{'StringEquals':{'sts:ExternalId':'acme'}}"),
                        statement("Deny", "'AWS':'999988887777'", "{}")),
                "acme");

        assertEquals(
                List.of("account name acme is denied to " + DEPLOYMENT + " by a Deny statement"), diff.tooLittle());
    }

    @Test
    void compare_conditionOnSomethingElse_isUnclear() {
        PolicyDiff diff = diff(
                trust(
                        "'AWS':'999988887777'",
                        "{'StringEquals':{'sts:ExternalId':'acme'},'Bool':{'aws:MultiFactorAuthPresent':'true'}}"),
                "acme");

        assertEquals(
                List.of("account name acme lets " + DEPLOYMENT + " in only under a condition:"
                        + " StringEquals sts:ExternalId acme, Bool aws:MultiFactorAuthPresent true"),
                diff.unclear());
        assertEquals(List.of(), diff.tooMuch());
    }

    @Test
    void compare_otherConditionInsteadOfTheExternalId_isOpenAndUnclear() {
        PolicyDiff diff = diff(trust("'AWS':'999988887777'", "{'StringEquals':{'aws:PrincipalOrgID':'o-1'}}"), "acme");

        assertTrue(diff.tooMuch().get(0).startsWith(OPEN), diff.toString());
        assertEquals(1, diff.unclear().size(), diff.toString());
    }

    @Test
    void compare_actions_othersAndWildcardsAreTooMuch() {
        String condition = ",'Condition':{'StringEquals':{'sts:ExternalId':'acme'}}}";
        String start = "{'Effect':'Allow','Principal':{'AWS':'999988887777'},";

        assertEquals(
                List.of("action sts:TagSession is not needed", "action sts:* allows more than sts:AssumeRole"),
                diff(policy(start + "'Action':['sts:assumerole','sts:TagSession','sts:*']" + condition), "acme")
                        .tooMuch());
        assertEquals(
                List.of("NotAction allows every action but sts:TagSession"),
                diff(policy(start + "'NotAction':'sts:TagSession'" + condition), "acme")
                        .tooMuch());
    }

    @Test
    void compare_notPrincipal_isTooMuch() {
        String policy = policy("{'Effect':'Allow','NotPrincipal':{'AWS':'123456789012'},'Action':'sts:AssumeRole',"
                + "'Condition':{'StringEquals':{'sts:ExternalId':'acme'}}}");

        assertEquals(
                List.of("NotPrincipal trusts everybody but 123456789012"),
                diff(policy, "acme").tooMuch());
    }

    private static void assertEqual(String policy, String caller, String... names) {
        PolicyDiff diff = TrustComparison.compare(PolicyReader.read(policy), List.of(caller), List.of(names));
        assertTrue(diff.isEmpty(), diff.toString());
    }

    private static PolicyDiff diff(String policy, String... names) {
        return TrustComparison.compare(PolicyReader.read(policy), List.of(DEPLOYMENT), List.of(names));
    }

    private static String trust(String principal, String condition) {
        return policy(statement("Allow", principal, condition));
    }

    private static String policy(String... statements) {
        return ("{'Version':'2012-10-17','Statement':[" + String.join(",", statements) + "]}").replace('\'', '"');
    }

    private static String statement(String effect, String principal, String condition) {
        return "{'Effect':'" + effect + "','Principal':{" + principal + "},'Action':'sts:AssumeRole','Condition':"
                + condition + "}";
    }
}
