// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PermissionsComparisonTest {

    private static final String ORDERS = "arn:aws:kinesis:eu-west-1:111122223333:stream/orders";
    private static final String COPY = "arn:aws:kinesis:eu-west-1:111122223333:stream/copy";
    private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234";
    private static final LeaseTableArn LEASES =
            new LeaseTableArn(new OwnAccount("aws", "999988887777"), "eu-west-1", "acme-orders");
    private static final String READ =
            "['kinesis:ListShards','kinesis:GetShardIterator','kinesis:GetRecords','kinesis:DescribeStreamSummary']";

    @Test
    void compare_whatWePrint_isEqual() {
        for (List<Permission> needed : List.of(
                Permission.toRead(ORDERS, Optional.empty()),
                Permission.toWrite(ORDERS, Optional.of(KEY)),
                Permission.toFanOut(ORDERS, "acme"),
                LEASES.permissions(true),
                List.of(Permission.toAssume(List.of(new RoleArn("aws", "111122223333", "Reader")))))) {
            PolicyDiff diff =
                    PermissionsComparison.compare(PolicyReader.read(IamPolicies.permissionsPolicy(needed)), needed);
            assertTrue(diff.isEmpty(), diff.toString());
        }
    }

    @Test
    void compare_wildcardsOfAConsumer_areTooMuchBeyondItsRegistrations() {
        PolicyDiff diff = compare(
                Permission.toFanOut(ORDERS, "acme"),
                allow("'kinesis:RegisterStreamConsumer'", "'" + ORDERS + "'"),
                allow("'kinesis:DescribeStreamConsumer'", "['" + ORDERS + "/consumer/*']"),
                allow("['kinesis:SubscribeToShard','kinesis:GetRecords']", "'" + ORDERS + "/consumer/acme:*'"));

        assertEquals(
                List.of(
                        "resource " + ORDERS + "/consumer/* covers more than " + ORDERS + "/consumer/acme, " + ORDERS
                                + "/consumer/acme:*",
                        "action kinesis:GetRecords is not needed"),
                diff.tooMuch());
        assertEquals(List.of(), diff.tooLittle());
    }

    @Test
    void compare_oneRegistrationOfAConsumer_isTooLittle() {
        PolicyDiff diff = compare(
                Permission.toFanOut(ORDERS, "acme"),
                allow("'kinesis:RegisterStreamConsumer'", "'" + ORDERS + "'"),
                allow(
                        "['kinesis:DescribeStreamConsumer','kinesis:SubscribeToShard']",
                        "'" + ORDERS + "/consumer/acme:1700000000'"));

        assertEquals(3, diff.tooLittle().size());
    }

    @Test
    void compare_everyResourceWhereOneActionKnowsNone_isTooMuch() {
        PolicyDiff diff = compare(
                LEASES.permissions(true),
                statements(IamPolicies.permissionsPolicy(LEASES.permissions(true))),
                allow("['cloudwatch:PutMetricData','dynamodb:Scan']", "'*'"));

        assertEquals(
                "cloudwatch:PutMetricData on * is allowed with any cloudwatch:namespace, not only acme-orders",
                diff.tooMuch().get(0));
        assertTrue(diff.tooMuch().get(1).startsWith("resource * covers more than " + LEASES.arn()), diff.toString());
        assertEquals(2, diff.tooMuch().size());
    }

    @Test
    void compare_metricsOfAnyNamespace_areTooMuch() {
        PolicyDiff diff = compare(
                LEASES.permissions(true),
                statements(IamPolicies.permissionsPolicy(LEASES.permissions(false))),
                allow("'cloudwatch:PutMetricData'", "'*'"));

        assertEquals(
                List.of("cloudwatch:PutMetricData on * is allowed with any cloudwatch:namespace, not only acme-orders"),
                diff.tooMuch());
        assertEquals(List.of(), diff.tooLittle());
    }

    @Test
    void compare_metricsOfAnotherNamespace_areMissing() {
        PolicyDiff diff = compare(
                LEASES.permissions(true),
                statements(IamPolicies.permissionsPolicy(LEASES.permissions(true))
                        .replace("\"cloudwatch:namespace\":\"acme-orders\"", "\"cloudwatch:namespace\":\"other\"")));

        assertEquals(List.of("cloudwatch:PutMetricData on * is missing"), diff.tooLittle());
    }

    @Test
    void compare_otherSpellingsOfTheSame_areEqual() {
        PolicyDiff twoStatements = read(
                allow("['KINESIS:listshards','kinesis:GetShardIterator']", "['" + ORDERS + "']"),
                allow("['kinesis:GetRecords','kinesis:DescribeStreamSummary']", "'" + ORDERS + "'"));
        PolicyDiff oneForBoth = PermissionsComparison.compare(
                PolicyReader.read(
                        policy(allow(READ.replace("]", ",'kms:Decrypt']"), "['" + ORDERS + "','" + KEY + "']"))),
                Permission.toRead(ORDERS, Optional.of(KEY)));

        assertTrue(twoStatements.isEmpty(), twoStatements.toString());
        assertTrue(oneForBoth.isEmpty(), oneForBoth.toString());
    }

    @Test
    void compare_actionMissing_isNamed() {
        assertEquals(
                List.of("kinesis:GetRecords on " + ORDERS + " is missing"),
                read(allow(READ.replace("'kinesis:GetRecords',", ""), "'" + ORDERS + "'"))
                        .tooLittle());
    }

    @Test
    void compare_otherResource_isMissingAndTooMuch() {
        PolicyDiff diff = read(allow(READ, "'" + COPY + "'"));

        assertEquals(4, diff.tooLittle().size());
        assertEquals(List.of("resource " + COPY + " is not needed"), diff.tooMuch());
    }

    @Test
    void compare_moreActions_areTooMuch() {
        assertEquals(
                List.of("action kinesis:PutRecord is not needed"),
                read(allow(READ.replace("]", ",'kinesis:PutRecord']"), "'" + ORDERS + "'"))
                        .tooMuch());
    }

    @Test
    void compare_wildcards_areTooMuch() {
        PolicyDiff diff = read(allow("['kinesis:Get*','kinesis:*','s3:*']", "'" + ORDERS + "*'"));

        assertEquals(
                List.of(
                        "action kinesis:Get* allows more than kinesis:GetShardIterator, kinesis:GetRecords",
                        "action kinesis:* allows more than kinesis:ListShards, kinesis:GetShardIterator,"
                                + " kinesis:GetRecords, kinesis:DescribeStreamSummary",
                        "action s3:* allows more than nothing that is needed",
                        "resource " + ORDERS + "* covers more than " + ORDERS),
                diff.tooMuch());
        assertEquals(List.of(), diff.tooLittle());
    }

    @Test
    void compare_deny_isTold() {
        String deny = "{'Effect':'Deny','Action':'kinesis:Get*','Resource':'*'}";

        assertEquals(
                List.of(
                        "kinesis:GetShardIterator on " + ORDERS + " is denied by a Deny statement",
                        "kinesis:GetRecords on " + ORDERS + " is denied by a Deny statement"),
                read(allow(READ, "'" + ORDERS + "'"), deny).tooLittle());
    }

    @Test
    void compare_denyOfWhatIsNotNeeded_isEqual() {
        String deny = "{'Effect':'Deny','NotAction':'kinesis:*','Resource':'*'}";
        PolicyDiff diff = read(allow(READ, "'" + ORDERS + "'"), deny);

        assertTrue(diff.isEmpty(), diff.toString());
    }

    @Test
    void compare_negatedElements_areTooMuch() {
        PolicyDiff diff = read("{'Effect':'Allow','NotAction':'iam:*','NotResource':'" + COPY + "'}");

        assertEquals(
                List.of("NotAction allows every action but iam:*", "NotResource allows every resource but " + COPY),
                diff.tooMuch());
        assertEquals(List.of(), diff.tooLittle());
    }

    @Test
    void compare_condition_isUnclear() {
        String conditional = allow("'kinesis:GetRecords'", "'" + ORDERS + "'")
                .replace("}", ",'Condition':{'StringEquals':{'aws:SourceVpce':['vpce-1','vpce-2']}}}");
        PolicyDiff diff = read(allow(READ.replace("'kinesis:GetRecords',", ""), "'" + ORDERS + "'"), conditional);

        assertEquals(
                List.of("kinesis:GetRecords on " + ORDERS
                        + " is allowed only under a condition: StringEquals aws:SourceVpce vpce-1 or vpce-2"),
                diff.unclear());
        assertEquals(List.of(), diff.tooLittle());
    }

    @Test
    void compare_conditionBesideAnAllowWithoutOne_isEqual() {
        String conditional = allow("'kinesis:GetRecords'", "'" + ORDERS + "'")
                .replace("}", ",'Condition':{'Bool':{'aws:SecureTransport':'true'}}}");
        PolicyDiff diff = read(allow(READ, "'" + ORDERS + "'"), conditional);

        assertTrue(diff.isEmpty(), diff.toString());
    }

    @Test
    void compare_denyUnderACondition_isUnclear() {
        String deny =
                "{'Effect':'Deny','Action':'*','Resource':'*','Condition':{'Bool':{'aws:SecureTransport':'false'}}}";

        assertEquals(4, read(allow(READ, "'" + ORDERS + "'"), deny).unclear().size());
    }

    @Test
    void compare_neededActionOnTheOtherNeededResource_isTooMuch() {
        List<Permission> needed = new ArrayList<>(Permission.toRead(ORDERS, Optional.empty()));
        needed.addAll(Permission.toWrite(COPY, Optional.empty()));
        String policy = policy(allow(READ.replace("]", ",'kinesis:PutRecords']"), "['" + ORDERS + "','" + COPY + "']"));

        List<String> tooMuch =
                PermissionsComparison.compare(PolicyReader.read(policy), needed).tooMuch();

        assertEquals(
                List.of(
                        "kinesis:GetShardIterator on " + COPY + " is not needed",
                        "kinesis:GetRecords on " + COPY + " is not needed",
                        "kinesis:PutRecords on " + ORDERS + " is not needed"),
                tooMuch);
    }

    private static PolicyDiff read(String... statements) {
        return compare(Permission.toRead(ORDERS, Optional.empty()), statements);
    }

    private static PolicyDiff compare(List<Permission> needed, String... statements) {
        return PermissionsComparison.compare(PolicyReader.read(policy(statements)), needed);
    }

    /** The statements of a policy that we print, without what stands around them. */
    private static String statements(String policy) {
        return policy.substring(policy.indexOf('[') + 1, policy.lastIndexOf(']'));
    }

    private static String allow(String actions, String resources) {
        return "{'Effect':'Allow','Action':" + actions + ",'Resource':" + resources + "}";
    }

    private static String policy(String... statements) {
        return ("{'Version':'2012-10-17','Statement':[" + String.join(",", statements) + "]}").replace('\'', '"');
    }
}
