// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Comparing policies that somebody wrote with the settings that come with the project; nobody asks AWS. */
class PolicyDiffTest {

    private static final String PRINCIPAL = "--principal=999988887777";

    private final Golden golden = new Golden();

    @TempDir
    private Path directory;

    @Test
    void diff_whatWePrint_isEqual() throws IOException {
        String trust = run("trust", PRINCIPAL, "source").out();
        String permissions = run("permissions", "source").out();

        golden.check("policy-diff-equal", diff(trust, PRINCIPAL).screen());
        assertEquals(0, diff(trust, "trust", "source", PRINCIPAL).exitCode());
        assertEquals(0, diff(permissions, "source").exitCode());
        assertEquals(0, diff(permissions, "source", "permissions").exitCode());
        assertEquals(1, diff(permissions, "sink").exitCode());
    }

    @Test
    void diff_trustPolicyOfAStranger_saysWhatIsWrong() throws IOException {
        golden.check(
                "policy-diff-trust",
                diff("""
                                {"Version": "2012-10-17",
                                 "Statement": [
                                   {"Effect": "Allow",
                                    "Principal": {"AWS": ["999988887777", "arn:aws:iam::123456789012:root"]},
                                    "Action": "sts:AssumeRole",
                                    "Condition": {"StringLike": {"sts:ExternalId": "acme*"}}},
                                   {"Effect": "Allow",
                                    "Principal": {"AWS": "arn:aws:iam::999988887777:root"},
                                    "Action": "sts:*"}]}
                                """, "source", PRINCIPAL, "--account=acme,beta").screen());
    }

    @Test
    void diff_permissions_saysWhatIsTooMuchAndTooLittle() throws IOException {
        golden.check("policy-diff-permissions", diff("""
                                {"Version": "2012-10-17",
                                 "Statement": [
                                   {"Effect": "Allow",
                                    "Action": ["kinesis:Get*", "kinesis:PutRecord"],
                                    "Resource": "arn:aws:kinesis:eu-west-1:111122223333:stream/*"},
                                   {"Effect": "Allow",
                                    "Action": "kinesis:ListShards",
                                    "Resource": "arn:aws:kinesis:eu-west-1:111122223333:stream/earthquakes",
                                    "Condition": {"IpAddress": {"aws:SourceIp": "192.0.2.0/24"}}},
                                   {"Effect": "Deny",
                                    "Action": "kinesis:GetShardIterator",
                                    "Resource": "*"}]}
                                """, "source").screen());
    }

    @Test
    void diff_json_isOneDocument() throws IOException {
        String everybody = """
                {"Statement":{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole",
                 "Condition":{"StringEquals":{"sts:ExternalId":"acme"}}}}""";

        JsonNode json = PrettyJson.parse(diff(everybody, "--json", PRINCIPAL).out());

        assertEquals(false, json.get("equal").asBoolean());
        assertEquals(2, json.get("comparisons").size());
        assertEquals(
                "{\"kind\":\"trust\",\"role\":\"arn:aws:iam::111122223333:role/EarthquakesReader\","
                        + "\"sides\":[\"source\"],\"tooMuch\":[\"principal * trusts every AWS account there is\"],"
                        + "\"tooLittle\":[],\"unclear\":[]}",
                json.at("/comparisons/0").toString());
    }

    @Test
    void diff_chain_comparesTheRoleThatIsMeant() throws IOException {
        String[] chain = {
            "-p",
            "source.aws.credentials.role.arn=arn:aws:iam::222233334444:role/Hop,arn:aws:iam::111122223333:role/Reader",
            "source",
            PRINCIPAL
        };
        String first = run(with(chain, "trust", "--json")).out();
        String hop = PrettyJson.parse(first).at("/documents/0/document").toString();
        String last = PrettyJson.parse(first).at("/documents/1/document").toString();

        assertEquals(0, diff(last, chain).exitCode());
        assertEquals(1, diff(hop, chain).exitCode());
        assertEquals(
                0,
                diff(hop, with(chain, "--role=arn:aws:iam::222233334444:role/Hop"))
                        .exitCode());
        assertEquals(
                2,
                diff(hop, with(chain, "--role=arn:aws:iam::222233334444:role/Other"))
                        .exitCode());
    }

    @Test
    void diff_standardInput_isRead() {
        InputStream before = System.in;
        try {
            String trust = run("trust", PRINCIPAL, "source").out();
            System.setIn(new ByteArrayInputStream(trust.getBytes(StandardCharsets.UTF_8)));

            assertEquals(0, run("diff", "-", PRINCIPAL).exitCode());
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void diff_noPolicy_isBadUsage() throws IOException {
        CommandRun missing = run("diff", directory.resolve("none.json").toString(), PRINCIPAL);
        CommandRun text = diff("not a policy", PRINCIPAL);
        CommandRun other = diff("{\"name\":\"x\"}", "whatever", PRINCIPAL);

        assertEquals(List.of(2, 2, 2), List.of(missing.exitCode(), text.exitCode(), other.exitCode()));
        assertTrue(missing.err().contains("none.json' is not a file (looked from "), missing.err());
        assertTrue(text.err().contains("is not JSON in line 1"), text.err());
        assertTrue(other.err().startsWith("2 problems"), other.err());
        assertTrue(other.err().contains("is JSON and no policy: it has no Statement"), other.err());
        assertTrue(
                other.err().contains("'whatever' is none of trust, permissions, caller, source and sink"), other.err());
    }

    @Test
    void diff_otherKindThanSaid_isBadUsage() throws IOException {
        CommandRun run = diff(run("permissions", "source").out(), "trust", PRINCIPAL);

        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("has no Principal, so it is no trust policy"), run.err());
    }

    private CommandRun diff(String policy, String... arguments) throws IOException {
        Path file = Files.writeString(directory.resolve("policy.json"), policy);
        return run(with(arguments, "diff", file.toString()));
    }

    private static CommandRun run(String... arguments) {
        return CommandRun.of(with(arguments, "policy"));
    }

    private static String[] with(String[] last, String... first) {
        List<String> all = new ArrayList<>(Arrays.asList(first));
        all.addAll(Arrays.asList(last));
        return all.toArray(String[]::new);
    }
}
