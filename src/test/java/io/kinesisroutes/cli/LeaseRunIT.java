// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinesisroutes.component.Deployment;
import io.kinesisroutes.component.KinesisComponent;
import io.kinesisroutes.local.Call;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A source is shared with the policy that we print and no other: all of it is used, and nothing else is asked for. */
class LeaseRunIT {

    private static final int RECORDS = 40;

    private final AtomicInteger received = new AtomicInteger();

    @Test
    void policy_asPrinted_isUsedToItsLastAction() throws Exception {
        try (SharedAccess access = new SharedAccess()) {
            withMetrics(access);
            access.allow(access.printed());
            fill(access);

            try (Deployment worker = worker(access)) {
                await().atMost(Duration.ofSeconds(60)).until(() -> received.get() >= RECORDS);
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> used(access).contains("cloudwatch:PutMetricData on *"));
            }

            assertEquals(List.of(), refused(access));
            assertEquals(pairs(access.printed()), used(access));
        }
    }

    @Test
    void policy_withoutTheRightToMakeTheTable_stopsTheFirstStart() {
        try (SharedAccess access = new SharedAccess()) {
            access.without("dynamodb:CreateTable");

            Exception failure =
                    assertThrows(Exception.class, () -> worker(access).close());

            assertTrue(text(failure).contains("not authorized to perform: dynamodb:CreateTable"), text(failure));
        }
    }

    @Test
    void policy_withoutTheRightToSendMetrics_losesThemAndNoRecord() throws Exception {
        try (SharedAccess access = new SharedAccess()) {
            withMetrics(access);
            access.without("cloudwatch:PutMetricData");
            fill(access);

            try (Deployment worker = worker(access)) {
                await().atMost(Duration.ofSeconds(60)).until(() -> received.get() >= RECORDS);
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> !refused(access).isEmpty());
            }

            assertEquals(Set.of("cloudwatch:PutMetricData on *"), new TreeSet<>(refused(access)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sts:AssumeRole",
                "dynamodb:DescribeTable",
                "dynamodb:Scan",
                "dynamodb:GetItem",
                "dynamodb:PutItem",
                "dynamodb:UpdateItem",
                "dynamodb:DeleteItem",
                "dynamodb:Query"
            })
    void policy_withoutAnyOtherAction_isFoundByTheCheckAndNamed(String action) {
        try (SharedAccess access = new SharedAccess()) {
            access.firstStart(access.accounts.source());
            access.without(action);

            CommandRun run = CommandRun.of(access.command("check", "source", "--write"));

            assertEquals(1, run.exitCode());
            assertTrue(run.out().contains("\"Action\":\"" + action + "\""), run.out());
        }
    }

    private static void withMetrics(SharedAccess access) {
        access.settings.put("camel.component.aws2-kinesis.kclDisableCloudwatchMetricsExport", "false");
    }

    private static void fill(SharedAccess access) {
        IntStream.range(0, RECORDS)
                .forEach(i -> access.accounts.source().put("key-" + i, "{}".getBytes(StandardCharsets.UTF_8)));
    }

    private Deployment worker(SharedAccess access) throws Exception {
        Deployment worker = new Deployment(access.aws.endpoint(), "acme", access.own());
        KinesisComponent component = worker.context().getComponent("aws2-kinesis", KinesisComponent.class);
        component.setDynamoDbUriEndpointOverride(access.aws.endpoint().toString());
        component.setCloudWatchUriEndpointOverride(access.aws.endpoint().toString());
        boolean metrics = access.settings.containsValue("false");
        return worker.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("aws2-kinesis:earthquakes?useKclConsumers=true&consumerName=" + SharedAccess.CONSUMER
                                + "&iteratorType=TRIM_HORIZON&kclDisableCloudwatchMetricsExport=" + !metrics
                                + "&roleArn=arn:aws:iam::111122223333:role/EarthquakesReader")
                        .process(exchange -> received.incrementAndGet());
            }
        });
    }

    private static String text(Throwable failure) {
        return failure.getCause() == null ? failure.toString() : failure + "\n" + text(failure.getCause());
    }

    /** Each action of a policy with each of its resources. */
    private static Set<String> pairs(String policy) {
        Set<String> pairs = new TreeSet<>();
        for (JsonNode statement : PrettyJson.parse(policy).get("Statement")) {
            for (JsonNode action : each(statement.get("Action"))) {
                each(statement.get("Resource"))
                        .forEach(resource -> pairs.add(action.asText() + " on " + resource.asText()));
            }
        }
        return pairs;
    }

    private static Iterable<JsonNode> each(JsonNode node) {
        return node.isArray() ? node : List.of(node);
    }

    private static Set<String> used(SharedAccess access) {
        return new TreeSet<>(asOneself(access).stream()
                .filter(call -> !"AccessDeniedException".equals(call.errorCode()))
                .map(LeaseRunIT::pair)
                .toList());
    }

    private static List<String> refused(SharedAccess access) {
        return asOneself(access).stream()
                .filter(call -> "AccessDeniedException".equals(call.errorCode()))
                .map(LeaseRunIT::pair)
                .toList();
    }

    private static List<Call> asOneself(SharedAccess access) {
        return access.aws
                .calls()
                .list(call -> call.principalArn() != null
                        && call.principalArn().endsWith(":user/acme-shared")
                        && !call.operation().equals("GetCallerIdentity"));
    }

    private static String pair(Call call) {
        String prefix = call.service().equals("monitoring") ? "cloudwatch" : call.service();
        return prefix + ":" + call.operation() + " on " + call.resource();
    }
}
