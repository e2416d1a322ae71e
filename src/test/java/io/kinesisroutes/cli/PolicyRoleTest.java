// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The role in each format, of the settings that come with the project; nobody asks AWS. */
class PolicyRoleTest extends PolicyRuns {

    private static final Pattern HEREDOC = Pattern.compile("= <<-POLICY\n(.*?)\n {2}POLICY\n", Pattern.DOTALL);

    private final Golden golden = new Golden();

    @Test
    void role_cloudFormation_isATemplate() {
        golden.check("policy-role", screen("role", "source", PRINCIPAL));
    }

    @Test
    void role_terraform_isAConfiguration() {
        golden.check("policy-role-terraform", screen("role", "source", PRINCIPAL, "--format=terraform"));
    }

    @Test
    void role_json_isBothPolicies() {
        golden.check("policy-role-json", screen("role", "source", PRINCIPAL, "--format=json"));
    }

    @Test
    void permissions_cloudFormation_isATemplate() {
        golden.check("policy-permissions-cloudformation", screen("permissions", "source", "--format=cloudformation"));
    }

    @Test
    void permissions_terraform_isAConfiguration() {
        golden.check("policy-permissions-terraform", screen("permissions", "source", "--format=terraform"));
    }

    @Test
    void permissions_everyFormat_holdsTheSameDocumentForTheSameRole() {
        String[] chain = {"source", "--kms-key", KEY, "-p", "source.aws.credentials.role.arn=" + CHAIN};
        JsonNode policies = documents(with(chain, "permissions"));
        JsonNode templates = documents(with(chain, "permissions", "--format=cloudformation"));
        JsonNode configurations = documents(with(chain, "permissions", "--format=terraform"));

        assertEquals(2, templates.size());
        for (int i = 0; i < 2; i++) {
            JsonNode policy = policies.at("/" + i + "/document");
            JsonNode resource = templates.at("/" + i + "/document/Resources/Permissions");
            String hcl = configurations.at("/" + i + "/document").asText();
            String role = List.of("Hop", "Reader").get(i);
            assertEquals("AWS::IAM::RolePolicy", resource.get("Type").asText());
            assertEquals(role, resource.at("/Properties/RoleName").asText());
            assertEquals(policy, resource.at("/Properties/PolicyDocument"));
            assertEquals(List.of(policy), heredocs(hcl));
            assertEquals(
                    "resource \"aws_iam_role_policy\" \"" + role + "\" {\n  name = \"kinesis-routes\"\n  role = \""
                            + role + "\"\n\n  policy = POLICY\n}",
                    HEREDOC.matcher(hcl).replaceAll("= POLICY\n"));
        }
    }

    @Test
    void permissions_sideWithoutRole_isLeftOutOfATemplateAndNoted() {
        CommandRun run = policy(
                "permissions",
                "--format=terraform",
                "-p",
                "source.stream=arn:aws:kinesis:eu-west-1:999988887777:stream/orders",
                "-p",
                "source.aws.credentials.role.arn=");

        assertEquals(0, run.exitCode(), run.err());
        assertFalse(run.out().contains("ReadStream"), run.out());
        assertTrue(run.err().contains("Note: the source has no role"), run.err());
    }

    @Test
    void permissions_noRoleAtAll_isAProblemForATemplate() {
        CommandRun run =
                policy("permissions", "source", "--format=cloudformation", "-p", "source.aws.credentials.role.arn=");

        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("source.aws.credentials.role.arn: is not set"), run.err());
    }

    @Test
    void role_everyFormat_holdsTheDocumentsOfTrustAndPermissions() {
        String[] role = {"source", PRINCIPAL, "-p", "source.aws.credentials.role.arn=" + CHAIN};
        JsonNode trust = documents(with(role, "trust"));
        JsonNode permissions =
                documents("permissions", "source", "--kms-key", KEY, "-p", "source.aws.credentials.role.arn=" + CHAIN);
        JsonNode templates = documents(with(role, "role", "--kms-key", KEY));
        JsonNode configurations = documents(with(role, "role", "--kms-key", KEY, "--format=terraform"));
        JsonNode pairs = documents(with(role, "role", "--kms-key", KEY, "--format=json"));

        assertEquals(2, templates.size());
        // The order of the permissions is that of the roles.
        for (int i = 0; i < 2; i++) {
            JsonNode trusted = trust.at("/" + i + "/document");
            JsonNode allowed = permissions.at("/" + i + "/document");
            JsonNode properties = templates.at("/" + i + "/document/Resources/Role/Properties");
            assertEquals(trusted, properties.get("AssumeRolePolicyDocument"));
            assertEquals(allowed, properties.at("/Policies/0/PolicyDocument"));
            assertEquals(
                    List.of(trusted, allowed),
                    heredocs(configurations.at("/" + i + "/document").asText()));
            assertEquals(trusted, pairs.at("/" + i + "/document/trust"));
            assertEquals(allowed, pairs.at("/" + i + "/document/permissions"));
        }
        assertEquals(
                "Hop",
                templates.at("/0/document/Resources/Role/Properties/RoleName").asText());
        assertEquals(
                "/teams/",
                templates.at("/0/document/Resources/Role/Properties/Path").asText());
    }

    @Test
    void role_terraform_isBalancedAndNamesItsParts() {
        String hcl = documents(
                        "role",
                        "source",
                        PRINCIPAL,
                        "--format=terraform",
                        "-p",
                        "source.aws.credentials.role.arn=arn:aws:iam::111122223333:role/teams/2.Reader")
                .at("/0/document")
                .asText();
        String outside = HEREDOC.matcher(hcl).replaceAll("= POLICY\n");

        assertEquals(
                List.of(
                        "resource \"aws_iam_role\" \"_2_Reader\" {",
                        "resource \"aws_iam_role_policy\" \"_2_Reader\" {",
                        "output \"_2_Reader_arn\" {"),
                outside.lines().filter(line -> line.endsWith("{")).toList());
        assertEquals(3, outside.lines().filter("}"::equals).count());
        assertTrue(outside.contains("  name        = \"2.Reader\"\n  path        = \"/teams/\"\n"), outside);
        assertTrue(outside.contains("  role = aws_iam_role._2_Reader.id\n"), outside);
        assertFalse(hcl.contains("${"), hcl);
        assertTrue(
                outside.lines()
                        .filter(line -> line.startsWith("  "))
                        .allMatch(line -> line.matches("  \\w+ +=( \\S.*)")),
                outside);
    }

    private static List<JsonNode> heredocs(String hcl) {
        return HEREDOC.matcher(hcl)
                .results()
                .map((MatchResult found) -> PrettyJson.parse(found.group(1)))
                .toList();
    }
}
