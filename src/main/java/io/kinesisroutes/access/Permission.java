// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an identity must be allowed: each of the actions on each of the resources.
 *
 * @param sid names the statement within its policy
 * @param actions as {@code kinesis:GetRecords}, without wildcards
 * @param resources ARNs; with a wildcard only where AWS gives out a part of the name, or knows no resource
 * @param only what a request must hold besides, where AWS can tell it apart by nothing else
 */
public record Permission(String sid, List<String> actions, List<String> resources, Optional<Only> only) {

    /**
     * Holds a permission to one value of a condition key.
     *
     * @param key for example {@code cloudwatch:namespace}
     */
    public record Only(String key, String value) {}

    public Permission {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
    }

    /** Without a condition. */
    public Permission(String sid, List<String> actions, List<String> resources) {
        this(sid, actions, resources, Optional.empty());
    }

    /**
     * The least that a source needs; DescribeStreamSummary is for looking at the stream without reading it.
     *
     * @param kmsKey the key with which the stream's owner encrypts it, unless that is the one of AWS
     */
    public static List<Permission> toRead(String streamArn, Optional<String> kmsKey) {
        return with(
                one(
                        "ReadStream",
                        streamArn,
                        "kinesis:ListShards",
                        "kinesis:GetShardIterator",
                        "kinesis:GetRecords",
                        "kinesis:DescribeStreamSummary"),
                kmsKey.map(key -> one("DecryptRecords", key, "kms:Decrypt")));
    }

    /**
     * What a source with enhanced fan-out needs besides. The ARN of a consumer ends with the time of its registration, which
     * nobody knows before; who looks for it by its name is asked for the ARN without that time.
     *
     * @param consumer the name under which it is registered
     * @see <a href="https://github.com/aws/aws-cdk/issues/22184">The two forms of a consumer's ARN</a>
     */
    public static List<Permission> toFanOut(String streamArn, String consumer) {
        String named = streamArn + "/consumer/" + consumer;
        String registered = named + ":*";
        return List.of(
                one("RegisterConsumer", streamArn, "kinesis:RegisterStreamConsumer"),
                new Permission(
                        "DescribeConsumer", List.of("kinesis:DescribeStreamConsumer"), List.of(named, registered)),
                one("SubscribeConsumer", registered, "kinesis:SubscribeToShard"));
    }

    /**
     * The least that a sink needs.
     *
     * @param kmsKey the key with which the stream's owner encrypts it, unless that is the one of AWS
     */
    public static List<Permission> toWrite(String streamArn, Optional<String> kmsKey) {
        return with(
                one(
                        "WriteStream",
                        streamArn,
                        "kinesis:PutRecords",
                        "kinesis:DescribeStreamSummary",
                        "kinesis:ListShards"),
                kmsKey.map(key -> one("EncryptRecords", key, "kms:GenerateDataKey")));
    }

    /** What the caller of roles needs. */
    public static Permission toAssume(List<RoleArn> roles) {
        return new Permission(
                "AssumeRole",
                List.of("sts:AssumeRole"),
                roles.stream().map(RoleArn::toString).toList());
    }

    static Permission one(String sid, String resource, String... actions) {
        return new Permission(sid, List.of(actions), List.of(resource));
    }

    private static List<Permission> with(Permission permission, Optional<Permission> more) {
        List<Permission> all = new ArrayList<>();
        all.add(permission);
        more.ifPresent(all::add);
        return all;
    }
}
