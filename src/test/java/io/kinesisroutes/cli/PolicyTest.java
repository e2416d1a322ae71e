// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the policy commands print of the settings that come with the project; nobody asks AWS. */
class PolicyTest extends PolicyRuns {

    private final Golden golden = new Golden();

    @Test
    void trust_bothSides_printsEachRolesPolicy() {
        golden.check("policy-trust", screen("trust", PRINCIPAL));
    }

    @Test
    void trust_severalAccountsAndARole_areNamed() {
        golden.check(
                "policy-trust-accounts",
                screen(
                        "trust",
                        "source",
                        "--account=acme,beta",
                        "--account",
                        "gamma",
                        "--principal=arn:aws:iam::999988887777:role/acme-routes"));
    }

    @Test
    void trust_chain_eachRoleTrustsTheOneBefore() {
        golden.check(
                "policy-trust-chain",
                screen("trust", "source", PRINCIPAL, "-p", "source.aws.credentials.role.arn=" + CHAIN));
    }

    @Test
    void trust_roleOfBothSides_isPrintedOnce() {
        JsonNode documents = documents(
                "trust",
                PRINCIPAL,
                "-p",
                "sink.aws.credentials.role.arn=arn:aws:iam::111122223333:role/EarthquakesReader");

        assertEquals(1, documents.size());
        assertEquals("[\"source\",\"sink\"]", documents.at("/0/sides").toString());
    }

    @Test
    void trust_roleBehindAnotherAndForItself_trustsBothCallers() {
        JsonNode documents = documents(
                "trust",
                PRINCIPAL,
                "-p",
                "source.aws.credentials.role.arn=" + CHAIN,
                "-p",
                "sink.aws.credentials.role.arn=arn:aws:iam::111122223333:role/Reader");

        assertEquals(2, documents.size());
        assertEquals(
                "[\"arn:aws:iam::222233334444:role/teams/Hop\",\"arn:aws:iam::999988887777:root\"]",
                documents.at("/1/document/Statement/Principal/AWS").toString());
    }

    @Test
    void trust_otherPartition_isTheRoles() {
        JsonNode documents = documents(
                "trust",
                "source",
                PRINCIPAL,
                "-p",
                "source.aws.region=cn-north-1",
                "-p",
                "source.aws.credentials.role.arn=arn:aws-cn:iam::111122223333:role/Reader");

        assertEquals(
                "arn:aws-cn:iam::999988887777:root",
                documents.at("/0/document/Statement/Principal/AWS").asText());
    }

    @Test
    void trust_ownAccountNameLeftOut_isNoted() {
        CommandRun run = policy("trust", "source", PRINCIPAL, "--account=beta");

        assertEquals(0, run.exitCode());
        assertTrue(run.err().contains("kinesis.account is acme, which this policy does not let in"), run.err());
    }

    @Test
    void trust_moreNamesThanIamTakes_isNoted() {
        String names = "account-name-of-forty-characters-in-all-";
        String[] accounts = Stream.iterate(10, i -> i + 1)
                .limit(60)
                .map(i -> "--account=" + names + i)
                .toArray(String[]::new);

        CommandRun run = policy(with(accounts, "trust", "source", PRINCIPAL));

        assertTrue(run.err().contains("characters, and IAM takes 2048"), run.err());
    }

    @Test
    void permissions_bothSides_printsEachRolesPolicy() {
        golden.check("policy-permissions", screen("permissions"));
    }

    @Test
    void permissions_encryptedStream_namesTheKey() {
        golden.check("policy-permissions-kms", screen("permissions", "source", "--kms-key", KEY));
    }

    @Test
    void permissions_encryptedSink_writesWithTheKey() {
        JsonNode statements = documents("permissions", "sink", "--kms-key", KEY.replace("eu-west-1", "us-east-1"))
                .at("/0/document/Statement");

        assertEquals("\"kms:GenerateDataKey\"", statements.at("/1/Action").toString());
    }

    @Test
    void permissions_chain_hopsMayAssumeTheNextOnly() {
        golden.check(
                "policy-permissions-chain",
                screen("permissions", "source", "-p", "source.aws.credentials.role.arn=" + CHAIN));
    }

    @Test
    void permissions_streamGivenByItsArn_isTakenAsItIs() {
        String arn = "arn:aws:kinesis:eu-west-1:123456789012:stream/orders";
        JsonNode documents = documents("permissions", "source", "-p", "source.stream=" + arn);

        assertEquals(arn, documents.at("/0/document/Statement/Resource").asText());
    }

    @Test
    void permissions_sideWithoutAStream_isLeftOut() {
        JsonNode documents = documents("permissions", "-p", "sink.stream=");

        assertEquals(1, documents.size());
        assertEquals("[\"source\"]", documents.at("/0/sides").toString());
    }

    @Test
    void caller_severalRoles_mayAssumeTheFirstOfEachSide() {
        golden.check("policy-caller", screen("caller", "-p", "source.aws.credentials.role.arn=" + CHAIN));
    }

    @Test
    void json_everyCommand_isOneDocument() {
        golden.check("policy-json", screen("trust", "source", PRINCIPAL, "--json"));
    }

    @Test
    void options_severalProblems_areToldAtOnce() {
        golden.check(
                "policy-problems",
                screen(
                        "role",
                        "--account=a,acme corp",
                        "--principal=arn:aws:sts::999988887777:assumed-role/acme-routes/1",
                        "--kms-key=alias/orders",
                        "-p",
                        "source.aws.region=eu-west-9",
                        "-p",
                        "sink.format=avro"));
    }

    @Test
    void options_thatDoNotFitTheSettings_areTold() {
        golden.check(
                "policy-problems-fit",
                screen("role", "--principal=arn:aws-cn:iam::999988887777:root", "--kms-key=" + KEY));
    }

    @Test
    void roles_none_isTold() {
        golden.check(
                "policy-problems-role",
                screen("caller", "-p", "source.aws.credentials.role.arn=", "-p", "sink.aws.credentials.role.arn="));
    }

    @Test
    void help_ofEachCommand_isComplete() {
        golden.check("policy-help", policy("--help").out());
        for (String command : List.of("trust", "permissions", "role", "caller", "diff")) {
            CommandRun run = policy(command, "--help");
            assertEquals(0, run.exitCode());
            assertTrue(run.out().contains("Usage: kinesis-routes policy " + command), run.out());
        }
        golden.check("policy-role-help", policy("role", "--help").out());
        golden.check("policy-diff-help", policy("diff", "--help").out());
    }
}
