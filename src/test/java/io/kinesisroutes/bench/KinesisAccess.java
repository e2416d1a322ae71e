// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** The SDK with its defaults, on the emulator. */
final class KinesisAccess {
    private KinesisAccess() {}

    static AwsBasicCredentials credentials(RoundSpec.Access access) {
        return AwsBasicCredentials.create(access.accessKey(), access.secretKey());
    }

    static KinesisClient client(RoundSpec.Access access) {
        return KinesisClient.builder()
                .endpointOverride(access.endpoint())
                .region(Region.of(EmulatorProcess.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(credentials(access)))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }

    static KinesisAsyncClient asyncClient(RoundSpec.Access access, int requestsInFlight) {
        return KinesisAsyncClient.builder()
                .endpointOverride(access.endpoint())
                .region(Region.of(EmulatorProcess.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(credentials(access)))
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        .protocol(Protocol.HTTP1_1)
                        .maxConcurrency(requestsInFlight))
                .build();
    }

    /** The shards that a subject has to read which reads no shard in vain. */
    static List<String> shards(KinesisClient client, RoundSpec spec) {
        List<String> all = client.listShards(request -> request.streamName(BenchCase.STREAM)).shards().stream()
                .map(Shard::shardId)
                .toList();
        return spec.onlyShard() ? all.subList(0, 1) : all;
    }

    static String trimHorizon(KinesisClient client, String shardId) {
        return client.getShardIterator(request -> request.streamName(BenchCase.STREAM)
                        .shardId(shardId)
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
    }
}
