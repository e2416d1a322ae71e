// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.routes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.local.Call;
import io.kinesisroutes.local.LocalAccount;
import io.kinesisroutes.local.LocalRole;
import io.kinesisroutes.local.LocalStream;
import io.kinesisroutes.local.PermissionPolicies;
import io.kinesisroutes.local.TrustPolicies;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.Route;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;

/** Which of the routes run, and several connections of one kind. */
class RouteTemplatesIT extends RouteFixture {

    private static Set<String> routes(Main main) {
        return main.getCamelContext().getRoutes().stream()
                .map(Route::getRouteId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void routes_allOff_needNoSettingsAndNoAws() throws Exception {
        Main main = new Main();
        main.addOverrideProperty("camel.main.routesIncludePattern", "file:routes/*.yaml");
        main.addOverrideProperty("kinesis-to-kinesis.enabled", "false");
        main.addOverrideProperty("access-audit.enabled", "false");
        main.start();
        try {
            // It is there and does nothing: it has no settings that could be missing.
            assertEquals(Set.of("access-audit"), routes(main));
            assertEquals(
                    Set.of("timer"),
                    Set.copyOf(main.getCamelContext().getEndpoints().stream()
                            .map(endpoint -> endpoint.getEndpointKey().split(":", 2)[0])
                            .toList()));
        } finally {
            main.stop();
        }
    }

    @Test
    void routes_byDefault_areTheMainOneOnly() throws Exception {
        try (RouteApplication application = application(Map.of("dead-letter.uri", "mock:dead"))) {
            application.start();
            assertEquals(Set.of("access-audit", "kinesis-to-kinesis"), routes(application.main()));
        }
    }

    /** A second source with a role of its own, a schema of its own, a dead-letter directory of its own. */
    @Test
    void kinesisToKinesis_severalConnections_keepTheirRolesSchemasAndDeadLettersApart() throws Exception {
        LocalAccount owner = aws.account("777788889999");
        LocalStream orders = owner.createStream("eu-central-1", "orders", 1);
        LocalStream checked = owner.createStream("eu-central-1", "orders-checked", 1);
        LocalRole role = owner.role(
                "Orders",
                TrustPolicies.allow("999988887777", "acme"),
                PermissionPolicies.allow(orders.arn(), "kinesis:*"),
                PermissionPolicies.allow(checked.arn(), "kinesis:*"));
        Files.writeString(directory.resolve("order.schema.json"), "{\"required\":[\"order\"]}");
        Map<String, String> settings = new HashMap<>(only("kinesis-to-kinesis", Map.of()));
        settings.put("camel.route-template[orders].template-id", "kinesis-to-kinesis");
        settings.put("camel.route-template[orders].source-stream", "orders");
        settings.put("camel.route-template[orders].source-region", "eu-central-1");
        settings.put("camel.route-template[orders].source-role", role.arn());
        settings.put("camel.route-template[orders].source-schema", "file:" + directory.resolve("order.schema.json"));
        settings.put("camel.route-template[orders].sink-stream", "orders-checked");
        settings.put("camel.route-template[orders].sink-region", "eu-central-1");
        settings.put("camel.route-template[orders].sink-role", role.arn());
        settings.put("camel.route-template[orders].dead-letter", "file:" + directory.resolve("order-dead-letters"));
        String order = "{\"order\":1}";
        orders.put("a", bytes(order));
        orders.put("a", GOOD.get(0));
        accounts.source().put("a", GOOD.get(0));
        accounts.source().put("a", bytes(order));

        try (RouteApplication application = application(settings)) {
            application.start();
            assertEquals(Set.of("access-audit", "kinesis-to-kinesis", "orders"), routes(application.main()));
            await().atMost(PATIENCE)
                    .until(() -> checked.recordCount() == 1
                            && accounts.sink().recordCount() == 1
                            && files(directory.resolve("order-dead-letters")).size() == 1
                            && files(deadLetters()).size() == 1);
        }

        assertEquals(List.of(order), texts(checked));
        assertEquals(List.of(text(GOOD.get(0))), texts(accounts.sink()));
        assertEquals(
                Set.of(
                        "eu-central-1 assumed-role/Orders",
                        "eu-west-1 assumed-role/EarthquakesReader",
                        "us-east-1 assumed-role/EarthquakesWriter"),
                aws.calls().list().stream()
                        .filter(call -> !call.operation().equals("AssumeRole"))
                        .map(RouteTemplatesIT::who)
                        .collect(Collectors.toSet()));
        assertEquals(
                2,
                files(directory.resolve("checkpoints")).stream()
                        .filter(file -> file.toString().endsWith(".json"))
                        .count());
    }

    private static String who(Call call) {
        return call.region() + " " + call.principalArn().replaceFirst(".*:(assumed-role/[^/]*).*", "$1");
    }

    /** In a file of the user's own, as the README shows. */
    @Test
    void kinesisToFile_connectionInAUsersOwnFile_runsBesideTheOthers() throws Exception {
        Files.writeString(directory.resolve("mine.yaml"), """
                - templatedRoute:
                    routeId: quakes-to-files
                    routeTemplateRef: kinesis-to-file
                    parameters:
                      - name: directory
                        value: %s
                      - name: maxAgeMillis
                        value: "200"
                """.formatted(directory.resolve("out")));
        Map<String, String> settings = new HashMap<>(only("kinesis-to-kinesis", Map.of()));
        settings.put("camel.main.routesIncludePattern", "file:routes/*.yaml,file:" + directory.resolve("mine.yaml"));
        accounts.source().put("a", GOOD.get(0));

        try (RouteApplication application = application(settings)) {
            application.start();
            await().atMost(PATIENCE)
                    .until(() -> accounts.sink().recordCount() == 1
                            && files(directory.resolve("out")).size() == 1);
            assertEquals(Set.of("access-audit", "kinesis-to-kinesis", "quakes-to-files"), routes(application.main()));
        }
        assertTrue(lines(directory.resolve("out")).contains(text(GOOD.get(0))));
    }
}
