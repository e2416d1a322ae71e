// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The table in this deployment's own account in which the processes that share a source keep their leases and positions.
 *
 * @param account whose it is, in which partition
 * @param region of the stream
 * @param name of the table, which is the consumer's
 */
public record LeaseTableArn(OwnAccount account, String region, String name) {

    /** By it a worker finds its own leases. */
    public static final String INDEX = "LeaseOwnerToLeaseKeyIndex";

    /** Where versions of the Kinesis Client Library before 3.5 kept more; it asks at each start whether they are there. */
    private static final List<String> OLDER = List.of("-CoordinatorState", "-WorkerMetricStats");

    /**
     * Of the deployment that somebody is.
     *
     * @throws SdkException if neither the connection nor the environment says a region
     */
    public static LeaseTableArn of(Connection connection, CallerIdentity own, String name) {
        return new LeaseTableArn(OwnAccount.of(own), OwnAccount.region(connection), name);
    }

    public String arn() {
        return arn(name);
    }

    /** The names of the tables that there must not be. */
    public List<String> older() {
        return OLDER.stream().map(end -> name + end).toList();
    }

    public String indexArn() {
        return arn() + "/index/" + INDEX;
    }

    /**
     * The least that a process needs to share the source. The table is made with its index, so that it is never changed.
     *
     * @param metrics whether the Kinesis Client Library sends metrics to CloudWatch, which knows no resource to allow
     */
    public List<Permission> permissions(boolean metrics) {
        List<Permission> permissions = new ArrayList<>();
        permissions.add(Permission.one(
                "KeepLeases",
                arn(),
                "dynamodb:CreateTable",
                "dynamodb:DescribeTable",
                "dynamodb:Scan",
                "dynamodb:GetItem",
                "dynamodb:PutItem",
                "dynamodb:UpdateItem",
                "dynamodb:DeleteItem"));
        permissions.add(Permission.one("FindLeases", indexArn(), "dynamodb:Query"));
        permissions.add(new Permission(
                "LookForOlderTables",
                List.of("dynamodb:DescribeTable"),
                older().stream().map(this::arn).toList()));
        if (metrics) {
            permissions.add(new Permission(
                    "SendMetrics",
                    List.of("cloudwatch:PutMetricData"),
                    List.of("*"),
                    Optional.of(new Permission.Only("cloudwatch:namespace", name))));
        }
        return permissions;
    }

    /** Of another table in the same account and region. */
    public String arn(String table) {
        return "arn:%s:dynamodb:%s:%s:table/%s".formatted(account.partition(), region, account.id(), table);
    }
}
