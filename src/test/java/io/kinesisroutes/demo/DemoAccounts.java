// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.demo;

import io.kinesisroutes.local.LocalAccount;
import io.kinesisroutes.local.LocalAws;
import io.kinesisroutes.local.LocalCredentials;
import io.kinesisroutes.local.LocalStream;
import io.kinesisroutes.local.PermissionPolicies;
import io.kinesisroutes.local.TrustPolicies;
import java.util.List;
import java.util.stream.Stream;

/**
 * The three accounts of the demo: one owns the source, one the sink, and the deployment lives in the third. The names are
 * those of application.properties. Streams of the sink's name stand in every account, so that a record which takes the
 * wrong way is found instead of refused.
 */
public final class DemoAccounts {

    static final String EXTERNAL_ID = "acme";
    static final String DEPLOYMENT = "999988887777";
    static final String SOURCE_OWNER = "111122223333";
    static final String SINK_OWNER = "444455556666";
    static final String SOURCE_REGION = "eu-west-1";
    static final String SINK_REGION = "us-east-1";
    static final int SHARDS = 4;

    private final LocalCredentials deployment;
    private final LocalCredentials publisher;
    private final LocalStream source;
    private final LocalStream sink;
    private final LocalStream deadLetters;
    private final List<LocalStream> wrongPlaces;

    public DemoAccounts(LocalAws aws) {
        LocalAccount own = aws.account(DEPLOYMENT);
        LocalAccount sourceOwner = aws.account(SOURCE_OWNER);
        LocalAccount sinkOwner = aws.account(SINK_OWNER);
        deployment = own.user("acme-routes");
        publisher = sourceOwner.user("publisher");
        source = sourceOwner.createStream(SOURCE_REGION, "earthquakes", SHARDS);
        sink = sinkOwner.createStream(SINK_REGION, "earthquakes-checked", SHARDS);
        deadLetters = own.createStream(SOURCE_REGION, "dead-letters", 1);
        wrongPlaces = Stream.of(own, sourceOwner, sinkOwner)
                .flatMap(account -> Stream.of(SOURCE_REGION, SINK_REGION)
                        .filter(region -> account != sinkOwner || !region.equals(SINK_REGION))
                        .map(region -> account.createStream(region, "earthquakes-checked", SHARDS)))
                .toList();
        role(
                sourceOwner,
                "EarthquakesReader",
                source,
                "kinesis:ListShards",
                "kinesis:GetShardIterator",
                "kinesis:GetRecords",
                "kinesis:DescribeStreamSummary");
        role(
                sinkOwner,
                "EarthquakesWriter",
                sink,
                "kinesis:PutRecords",
                "kinesis:DescribeStreamSummary",
                "kinesis:ListShards");
    }

    private static void role(LocalAccount owner, String name, LocalStream stream, String... actions) {
        owner.role(name, TrustPolicies.allow(DEPLOYMENT, EXTERNAL_ID), PermissionPolicies.allow(stream.arn(), actions));
    }

    /** The deployment's own identity, which may do anything in its own account. */
    public LocalCredentials deployment() {
        return deployment;
    }

    /** Who fills the source, in its owner's account. */
    LocalCredentials publisher() {
        return publisher;
    }

    public LocalStream source() {
        return source;
    }

    public LocalStream sink() {
        return sink;
    }

    public LocalStream deadLetters() {
        return deadLetters;
    }

    /** Streams that must stay empty. */
    List<LocalStream> wrongPlaces() {
        return wrongPlaces;
    }
}
