// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.access.CallerIdentity;
import io.kinesisroutes.access.LeaseTableArn;
import io.kinesisroutes.component.KinesisEndpoint;
import io.kinesisroutes.component.SharedConsumer;
import io.kinesisroutes.component.StreamConnection;
import io.kinesisroutes.kcl.LeaseTableLook;
import io.kinesisroutes.stream.KinesisFailure;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Checks each right that a shared source needs on its lease table, by using it, as the deployment's own identity. A right
 * can be used before there is a table: AWS says first whether it is refused. Writes only if asked.
 */
final class LeaseSteps {

    static final String TABLE = "describe the lease table";
    static final String MAKE = "make the lease table";
    static final String LIST = "list its leases";
    static final String FIND = "find the leases of a worker";
    static final String WHOSE = "read what its first start settled";
    static final String OLDER = "table of an older library";
    static final String PUT = "put an item";
    static final String UPDATE = "update it";
    static final String DELETE = "delete it";
    static final String METRICS = "send metrics";

    private static final String NOBODY = "there is nobody to call DynamoDB as, see above";
    private static final String NO_TABLE = "not refused; there is no table yet";

    private final KinesisEndpoint endpoint;
    private final StreamConnection connection;
    private final LeaseFixes fixes;
    private final Consumer<CheckStep> steps;

    private final SharedConsumer consumer;
    private final LeaseTableArn table;
    private final LeaseTableLook look;

    /** @param own whose table it is */
    LeaseSteps(KinesisEndpoint endpoint, StreamConnection connection, CallerIdentity own, Consumer<CheckStep> steps) {
        this.endpoint = endpoint;
        this.connection = connection;
        this.steps = steps;
        consumer = SharedConsumer.of(endpoint).orElseThrow();
        table = LeaseTableArn.of(endpoint.connection(), own, consumer.name());
        look = new LeaseTableLook(consumer.name(), connection.leaseClients());
        fixes = new LeaseFixes(table, own);
    }

    /** Says of each step why it is not tried. */
    static void skip(Consumer<CheckStep> steps) {
        steps.accept(CheckStep.notTried(TABLE, NOBODY));
        skipRest(NOBODY, steps);
    }

    private static void skipRest(String why, Consumer<CheckStep> steps) {
        Stream.of(LIST, FIND, WHOSE, OLDER, PUT, UPDATE, DELETE)
                .forEach(name -> steps.accept(CheckStep.notTried(name, why)));
    }

    /**
     * Tries them all.
     *
     * @param in whether the stream can be asked who it is
     */
    void run(boolean in, boolean write) {
        Optional<String> useless = describe();
        if (useless.isPresent()) {
            skipRest(useless.get(), steps);
            return;
        }
        Optional<Boolean> leases =
                tried(LIST, "dynamodb:Scan", look::holdsLeases, held -> held ? "there are some" : "there are none");
        tried(FIND, "dynamodb:Query", look::find, count -> "by the index " + LeaseTableArn.INDEX);
        whose(in, leases.orElse(false));
        table.older().forEach(this::older);
        write(write);
        if (consumer.metrics()) {
            steps.accept(CheckStep.notTried(METRICS, "to try cloudwatch:PutMetricData would send one"));
        }
    }

    /** @return why nothing else is to be tried */
    private Optional<String> describe() {
        try {
            CheckStep shape = shape(look.describe(table.name()));
            steps.accept(shape);
            return shape.status() == CheckStep.Status.FAILED
                    ? Optional.of("the table is not one of ours, see above")
                    : Optional.empty();
        } catch (KinesisFailure.NotFound e) {
            steps.accept(CheckStep.ok(TABLE, "not there yet"));
            steps.accept(CheckStep.notTried(
                    MAKE, "it is made at the first start; to try dynamodb:CreateTable would make it"));
        } catch (KinesisFailure e) {
            failed(TABLE, "dynamodb:DescribeTable", table.arn(), e);
            if (e instanceof KinesisFailure.Unavailable) {
                return Optional.of("DynamoDB does not answer, see above");
            }
        }
        return Optional.empty();
    }

    private CheckStep shape(TableDescription found) {
        Optional<String> problem = LeaseTableLook.problem(found);
        if (problem.isPresent()) {
            return CheckStep.failed(TABLE, problem.get(), fixes.shape());
        }
        if (LeaseTableLook.isReady(found)) {
            return CheckStep.ok(TABLE, table.name() + ", with the key and the index that are needed");
        }
        return new CheckStep(
                CheckStep.Status.UNKNOWN,
                TABLE,
                "not to be used at this moment: the table is " + found.tableStatusAsString()
                        + ", or its index is being made",
                "Check again in a minute; if it stays so, the DynamoDB console says why.");
    }

    private void whose(boolean in, boolean leases) {
        try {
            Optional<LeaseTableLook.Beginning> beginning = look.beginning();
            if (beginning.isPresent()) {
                steps.accept(whose(beginning.get(), in));
            } else {
                steps.accept(
                        leases
                                ? CheckStep.failed(
                                        WHOSE,
                                        "the table has leases, and nothing says of which stream",
                                        fixes.stranger())
                                : CheckStep.ok(WHOSE, "nobody has started yet"));
            }
        } catch (KinesisFailure e) {
            answered(WHOSE, "dynamodb:GetItem", table.arn(), e);
        }
    }

    private CheckStep whose(LeaseTableLook.Beginning beginning, boolean in) {
        if (!in) {
            return CheckStep.ok(WHOSE, beginning.text() + "; whether that is this one is not known");
        }
        try {
            return beginning
                    .problem(endpoint.stream(), connection.api())
                    .map(problem -> CheckStep.failed(WHOSE, beginning.text(), problem))
                    .orElseGet(() -> CheckStep.ok(WHOSE, beginning.text()));
        } catch (KinesisFailure e) {
            return CheckStep.unknown(WHOSE, beginning.text() + "; whether that is this one: " + Fixes.said(e));
        }
    }

    /** The library asks for them at each start, and goes on with what it finds. */
    private void older(String name) {
        String step = OLDER + ", " + name.substring(table.name().length() + 1);
        try {
            look.describe(name);
            steps.accept(CheckStep.failed(step, "there is one, " + name, fixes.older(name)));
        } catch (KinesisFailure.NotFound e) {
            steps.accept(CheckStep.ok(step, "there is none"));
        } catch (KinesisFailure e) {
            failed(step, "dynamodb:DescribeTable", table.arn(name), e);
        }
    }

    private void write(boolean write) {
        if (!write) {
            List.of(PUT, UPDATE, DELETE)
                    .forEach(name -> steps.accept(
                            CheckStep.notTried(name, "not asked for; --write writes one marked item and deletes it")));
            return;
        }
        String item = "the item '" + LeaseTableLook.PROBE_KEY + "'";
        tried(PUT, "dynamodb:PutItem", done(look::put), done -> item);
        tried(UPDATE, "dynamodb:UpdateItem", done(look::update), done -> item);
        tried(DELETE, "dynamodb:DeleteItem", done(look::delete), done -> item);
    }

    private static Supplier<Boolean> done(Runnable call) {
        return () -> {
            call.run();
            return true;
        };
    }

    private <T> Optional<T> tried(String name, String action, Supplier<T> call, Function<T, String> answer) {
        try {
            T result = call.get();
            steps.accept(CheckStep.ok(name, answer.apply(result)));
            return Optional.of(result);
        } catch (KinesisFailure e) {
            answered(name, action, action.equals("dynamodb:Query") ? table.indexArn() : table.arn(), e);
            return Optional.empty();
        }
    }

    private void answered(String name, String action, String resource, KinesisFailure e) {
        if (e instanceof KinesisFailure.NotFound) {
            steps.accept(CheckStep.ok(name, NO_TABLE));
        } else {
            failed(name, action, resource, e);
        }
    }

    private void failed(String name, String action, String resource, KinesisFailure e) {
        steps.accept(
                e.isRetryable()
                        ? CheckStep.unknown(name, Fixes.said(e))
                        : CheckStep.failed(name, Fixes.said(e), fixes.call(e, action, resource)));
    }
}
