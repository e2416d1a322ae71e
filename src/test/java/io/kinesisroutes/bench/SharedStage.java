// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import io.kinesisroutes.kcl.DynamoDbLocal;
import io.kinesisroutes.kcl.Tuning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** A stream, a place for lease tables, and the workers that were started. Not thread-safe. */
final class SharedStage implements AutoCloseable {
    private final String name;
    private final int shards;
    private final BenchSettings settings;
    private final EmulatorProcess emulator;
    private final DynamoDbLocal dynamoDb = DynamoDbLocal.start();
    private final DynamoDbAsyncClient client = dynamoDb.client();
    private final List<Member> members = new ArrayList<>();
    private String consumer = newConsumer();

    /** @param records that are in the stream at the beginning */
    SharedStage(String name, int shards, long records, BenchSettings settings) {
        this.name = name;
        this.shards = shards;
        this.settings = settings;
        emulator = new EmulatorProcess(name + "-server", settings.subjectOptions());
        emulator.prepare(Work.SHARE, new BenchCase.Service(shards, records, false, 0, false));
    }

    private static String newConsumer() {
        return "bench-" + UUID.randomUUID();
    }

    int shards() {
        return shards;
    }

    /** From now on workers belong together under a name that has no lease table. */
    void forgetLeases() {
        consumer = newConsumer();
    }

    void load(int recordsPerSecondAndShard) {
        emulator.load(recordsPerSecondAndShard);
    }

    Member launch() {
        Member member = Member.launch(name + "-worker-" + (members.size() + 1), settings.subjectOptions());
        members.add(member);
        return member;
    }

    /** Those that were launched and not killed, the oldest first. */
    List<Member> members() {
        return List.copyOf(members);
    }

    void kill(Member member) {
        member.close();
        members.remove(member);
    }

    WorkerSpec worker(SubjectKind kind, Tuning tuning, boolean isCounted) {
        Map<String, String> access = new HashMap<>(emulator.access());
        access.put("dynamoDb", dynamoDb.endpoint().toString());
        return new WorkerSpec(RoundSpec.Access.of(Line.of("access").with(access)), kind, consumer, tuning, isCounted);
    }

    LeaseView leases() {
        return LeaseView.of(client, consumer);
    }

    @Override
    public void close() {
        members.forEach(Member::close);
        client.close();
        dynamoDb.close();
        emulator.close();
    }
}
