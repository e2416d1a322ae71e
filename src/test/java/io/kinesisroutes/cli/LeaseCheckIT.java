// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kinesisroutes.local.LocalStream;
import io.kinesisroutes.local.PermissionPolicies;
import io.kinesisroutes.local.TrustPolicies;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a person sees of a shared source and its lease table as they should be, and of each way in which they can be wrong. */
class LeaseCheckIT {

    /** The ways, by the name of what a person sees of it. */
    enum Way {
        NOTHING_ALLOWED(access ->
                access.without("dynamodb:DescribeTable", "dynamodb:Scan", "dynamodb:Query", "dynamodb:GetItem")),
        NO_DESCRIBE_TABLE_RIGHT(access -> {
            access.firstStart(access.accounts.source());
            access.without("dynamodb:DescribeTable");
        }),
        NO_SCAN_RIGHT(started("dynamodb:Scan")),
        NO_QUERY_RIGHT(started("dynamodb:Query")),
        NO_GET_ITEM_RIGHT(started("dynamodb:GetItem")),
        NO_RIGHTS_TO_WRITE(started("dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"), "--write"),
        EXPLICIT_DENY(access -> access.allow(access.printed(), PermissionPolicies.deny("*", "dynamodb:Scan"))),
        TABLE_OF_SOMETHING_ELSE(access -> access.table(SharedAccess.CONSUMER, "orderId")),
        TABLE_WITHOUT_INDEX(access -> access.table(SharedAccess.CONSUMER, "leaseKey")),
        TABLE_OF_ANOTHER_STREAM(access ->
                access.firstStart(access.aws.account("111122223333").stream("eu-west-1", "earthquakes-checked"))),
        STREAM_MADE_ANEW(access -> {
            access.firstStart(access.accounts.source());
            access.dynamoDb
                    .updateItem(update -> update.tableName(SharedAccess.CONSUMER)
                            .key(Map.of("leaseKey", AttributeValue.fromS("kinesis-routes first start")))
                            .updateExpression("SET startStreamCreated = :before")
                            .expressionAttributeValues(Map.of(":before", AttributeValue.fromS("2020-01-01T00:00:00Z"))))
                    .join();
        }),
        LEASES_OF_ANOTHER_APPLICATION(access -> {
            access.firstStart(access.accounts.source());
            access.deleteItem("kinesis-routes first start");
        }),
        TABLES_OF_AN_OLDER_LIBRARY(access -> access.table(SharedAccess.CONSUMER + "-CoordinatorState", "key")),
        THROTTLED(access -> access.aws.faults().on("Query").fail("ThrottlingException")),
        DYNAMODB_FAILS(access -> access.aws.faults().on("DescribeTable").fail("InternalServerError", 500)),
        ROLE_CLOSED(access -> {
            access.firstStart(access.accounts.source());
            access.aws.account("111122223333").role("EarthquakesReader", TrustPolicies.allow("222233334444", "acme"));
        }),
        CONSUMER_NOT_ALLOWED(access -> access.settings.put("source.fan-out", "true")),
        NOBODY(access -> access.aws.faults().on("GetCallerIdentity").fail("InvalidClientTokenId"));

        private final Consumer<SharedAccess> breaking;
        private final List<String> options;

        Way(Consumer<SharedAccess> breaking, String... options) {
            this.breaking = breaking;
            this.options = List.of(options);
        }

        private static Consumer<SharedAccess> started(String... without) {
            return access -> {
                access.firstStart(access.accounts.source());
                access.without(without);
            };
        }
    }

    private static Golden golden() {
        return new Golden()
                .mask("127\\.0\\.0\\.1:\\d+", "LOCAL-AWS")
                .mask("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z", "TIME")
                .mask("shardId-0000000000\\d\\d", "SHARD")
                // The SDK tries again for as long as it may, or until it has tried often enough.
                .mask(
                        "ThrottlingException: Injected fault: ThrottlingException|\\S+ on the lease table \\S+ got no"
                                + " answer: Client execution .* millis",
                        "NO ANSWER IN TIME")
                .mask("(Request ID: )[\\w-]+", "$1ID");
    }

    @Test
    void check_beforeTheFirstStart_saysWhatIsMadeThenAndProvesTheRest() {
        try (SharedAccess access = new SharedAccess()) {
            CommandRun run = CommandRun.of(access.command("check", "source"));

            golden().check("check-shared/not-started", run.screen());
            assertEquals(0, run.exitCode());
        }
    }

    @Test
    void check_afterTheFirstStart_everyStepIsOk() {
        try (SharedAccess access = new SharedAccess()) {
            access.firstStart(access.accounts.source());
            List<Map<String, AttributeValue>> before = access.items();

            CommandRun run = CommandRun.of(access.command("check", "source"));

            golden().check("check-shared/fine", run.screen());
            assertEquals(0, run.exitCode());
            assertEquals(before, access.items());
        }
    }

    @Test
    void check_write_leavesNothingBehind() {
        try (SharedAccess access = new SharedAccess()) {
            access.firstStart(access.accounts.source());
            List<Map<String, AttributeValue>> before = access.items();

            CommandRun run = CommandRun.of(access.command("check", "source", "--write"));

            golden().check("check-shared/write", run.screen());
            assertEquals(0, run.exitCode());
            assertEquals(before, access.items());
            assertEquals(
                    List.of("PutItem", "UpdateItem", "DeleteItem"),
                    access
                            .aws
                            .calls()
                            .list(call -> call.service().equals("dynamodb")
                                    && List.of("PutItem", "UpdateItem", "DeleteItem")
                                            .contains(call.operation()))
                            .stream()
                            .map(call -> call.operation())
                            .toList());
        }
    }

    @Test
    void check_fanOut_looksForTheConsumerAndRegistersNone() {
        try (SharedAccess access = new SharedAccess()) {
            access.settings.put("source.fan-out", "true");
            access.readerAsPrinted();
            CommandRun before = CommandRun.of(access.command("check", "source"));
            access.register();
            CommandRun after = CommandRun.of(access.command("check", "source"));

            golden().check("check-shared/fan-out-not-registered", before.screen());
            golden().check("check-shared/fan-out", after.screen());
            assertEquals(1, access.aws.calls().count(call -> call.operation().equals("RegisterStreamConsumer")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void check_somethingIsWrong_saysWhatAndWhereToChangeIt(Way way) {
        try (SharedAccess access = new SharedAccess()) {
            way.breaking.accept(access);
            String[] words = new String[] {"check", "source"};
            CommandRun run = CommandRun.of(access.command(PolicyRuns.with(way.options.toArray(String[]::new), words)));

            golden().check("check-shared/" + way.name().toLowerCase(Locale.ROOT).replace('_', '-'), run.screen());
            assertEquals(1, run.exitCode());
        }
    }

    @Test
    void check_everyCallToTheTable_isMadeAsTheDeploymentItself() {
        try (SharedAccess access = new SharedAccess()) {
            access.firstStart(access.accounts.source());

            CommandRun.of(access.command("check", "source"));

            LocalStream source = access.accounts.source();
            assertEquals(
                    List.of("arn:aws:iam::999988887777:user/acme-shared"),
                    access.aws.calls().list(call -> call.service().equals("dynamodb")).stream()
                            .map(call -> call.principalArn())
                            .distinct()
                            .toList());
            assertEquals(
                    List.of(),
                    access.aws
                            .calls()
                            .list(call -> call.service().equals("kinesis")
                                    && source.arn().equals(call.resource())
                                    && call.principalArn().endsWith("user/acme-shared")));
        }
    }
}
