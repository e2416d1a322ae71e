// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinesisroutes.component.StreamConnection;
import io.kinesisroutes.demo.DemoAccounts;
import io.kinesisroutes.local.LocalAccount;
import io.kinesisroutes.local.LocalAws;
import io.kinesisroutes.local.LocalCredentials;
import io.kinesisroutes.local.LocalRole;
import io.kinesisroutes.stream.KinesisApi;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;

/** The accounts of the demo on a local AWS, with the policies that the commands print and no others. */
abstract class PolicyFixture {

    static final String SOURCE_KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    static final String SINK_KEY = "arn:aws:kms:us-east-1:444455556666:key/9876abcd-12ab-34cd-56ef-1234567890ab";

    final LocalAws aws = LocalAws.start();
    final DemoAccounts accounts = new DemoAccounts(aws);
    final LocalAccount deploymentAccount = aws.account("999988887777");
    final LocalAccount sourceOwner = aws.account("111122223333");
    final LocalAccount sinkOwner = aws.account("444455556666");
    final LocalCredentials deployment = deploymentAccount.user("routes", print("caller"));
    final LocalRole reader =
            sourceOwner.role("EarthquakesReader", print("trust", "source"), print("permissions", "source"));
    final LocalRole writer = sinkOwner.role("EarthquakesWriter", print("trust", "sink"), print("permissions", "sink"));

    @AfterEach
    void stop() {
        aws.close();
    }

    /** Runs a policy command as the deployment, and returns the document. */
    final String print(String... arguments) {
        CommandRun run = run(arguments);
        assertEquals(0, run.exitCode(), run.err());
        return run.out();
    }

    final CommandRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("policy"));
        all.addAll(List.of(arguments));
        settings(accounts.deployment()).forEach((key, value) -> all.add("-p" + key + "=" + value));
        return CommandRun.of(all.toArray(String[]::new));
    }

    /** Asks something of a stream as a route of this account name would. */
    final <T> T ask(Side side, String accountName, Function<KinesisApi, T> question) {
        return ask(side, Map.of("kinesis.account", accountName), question);
    }

    final <T> T ask(Side side, Map<String, String> more, Function<KinesisApi, T> question) {
        Map<String, String> overrides = settings(deployment);
        overrides.putAll(more);
        try (Settings settings = Settings.open(Path.of("application.properties"), null, overrides);
                StreamConnection connection =
                        StreamConnection.open(settings.endpoints(List.of(side)).get(side))) {
            return question.apply(connection.api());
        }
    }

    /** All actions that a policy allows. */
    static List<String> actions(String policy) {
        List<String> actions = new ArrayList<>();
        PrettyJson.parse(policy).findValues("Action").forEach(node -> elements(node)
                .forEach(action -> actions.add(action.asText())));
        return actions;
    }

    /** The policy with one action less. */
    static String without(String action, String policy) {
        ObjectNode root = (ObjectNode) PrettyJson.parse(policy);
        ArrayNode left = root.arrayNode();
        for (JsonNode statement : elements(root.get("Statement"))) {
            ArrayNode actions = root.arrayNode();
            for (JsonNode each : elements(statement.get("Action"))) {
                if (!each.asText().equals(action)) {
                    actions.add(each);
                }
            }
            if (!actions.isEmpty()) {
                left.add(((ObjectNode) statement).set("Action", actions));
            }
        }
        return root.set("Statement", left).toString();
    }

    private static Iterable<JsonNode> elements(JsonNode node) {
        return node.isArray() ? node : List.of(node);
    }

    private Map<String, String> settings(LocalCredentials own) {
        String component = "camel.component.aws2-kinesis.";
        Map<String, String> settings = new TreeMap<>();
        settings.put(component + "overrideEndpoint", "true");
        settings.put(component + "uriEndpointOverride", aws.endpoint().toString());
        settings.put(component + "stsUriEndpointOverride", aws.endpoint().toString());
        settings.put(component + "accessKey", own.accessKeyId());
        settings.put(component + "secretKey", own.secretAccessKey());
        return settings;
    }
}
