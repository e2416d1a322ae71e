// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.kinesisroutes.local.LocalAws;
import io.kinesisroutes.local.LocalCredentials;
import io.kinesisroutes.local.LocalRecord;
import io.kinesisroutes.local.LocalRole;
import io.kinesisroutes.local.LocalStream;
import io.kinesisroutes.local.PermissionPolicies;
import io.kinesisroutes.stream.KinesisFailure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;

/** Three accounts on a local AWS that enforces roles and ExternalIds, and routes that use them. */
abstract class AccessFixture {

    static final String DEPLOYMENT = "999988887777";
    static final String OWNER = "111122223333";
    static final String OTHER_OWNER = "444455556666";
    static final String[] WRITE = {"kinesis:PutRecords", "kinesis:DescribeStreamSummary", "kinesis:ListShards"};
    static final String[] READ = {"kinesis:ListShards", "kinesis:GetShardIterator", "kinesis:GetRecords"};

    LocalAws aws = LocalAws.start();

    @AfterEach
    void stop() {
        aws.close();
    }

    LocalCredentials own() {
        return aws.account(DEPLOYMENT).user("deployment");
    }

    LocalStream stream(String account) {
        return aws.account(account).createStream("eu-west-1", "orders", 2);
    }

    LocalRole role(String account, String trustPolicy, LocalStream stream, String... actions) {
        return aws.account(account).role("Orders", trustPolicy, PermissionPolicies.allow(stream.arn(), actions));
    }

    static String uri(LocalRole role) {
        return "aws2-kinesis:orders?roleArn=" + role.arn();
    }

    static List<String> texts(LocalStream stream) {
        return stream.records().stream().map(AccessIT::text).sorted().toList();
    }

    static String text(LocalRecord record) {
        return new String(record.data(), StandardCharsets.UTF_8);
    }

    static String[] both() {
        return new String[] {
            "kinesis:PutRecords",
            "kinesis:DescribeStreamSummary",
            "kinesis:ListShards",
            "kinesis:GetShardIterator",
            "kinesis:GetRecords"
        };
    }

    static KinesisFailure refused(Deployment deployment, RoutesBuilder route) {
        Exception e = assertThrows(Exception.class, () -> deployment.context().addRoutes(route));
        Throwable cause = e;
        while (!(cause instanceof KinesisFailure)) {
            cause = cause.getCause();
        }
        return (KinesisFailure.Refused) cause;
    }

    static String rootMessage(Throwable e) {
        return e.getCause() == null ? e.getMessage() : rootMessage(e.getCause());
    }

    static RouteBuilder sendTo(String uri) {
        return route("direct:in", uri);
    }

    static RouteBuilder route(String from, String to) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(from).to(to);
            }
        };
    }

    static RouteBuilder collect(String from, Queue<String> into) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(from).process(exchange -> into.add(exchange.getMessage().getBody(String.class)));
            }
        };
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
