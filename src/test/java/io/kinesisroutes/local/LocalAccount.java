// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An AWS account: its users, roles and streams. Thread-safe. */
public final class LocalAccount {
    private final String id;
    private final Environment environment;
    private final Map<String, Identity> users = new ConcurrentHashMap<>();
    private final Map<String, LocalRole> roles = new ConcurrentHashMap<>();
    private final Map<StreamAddress, KinesisStream> streams = new ConcurrentHashMap<>();
    private final AtomicInteger created = new AtomicInteger();

    LocalAccount(String id, Environment environment) {
        this.id = id;
        this.environment = environment;
    }

    public String id() {
        return id;
    }

    /**
     * Creates an IAM user, or replaces the policies of an existing one, and gives it one more access key.
     *
     * @param name may have a path in front, as {@code team/reader}
     * @param policies permission policies as JSON; none: everything is allowed
     */
    public LocalCredentials user(String name, String... policies) {
        String[] granted = policies.length == 0 ? new String[] {PolicyDocument.ADMINISTRATOR_ACCESS} : policies;
        Identity user = users.computeIfAbsent(name, this::newUser);
        user.policies(PolicyDocument.permissions(granted));
        return environment.keys().createForUser(Caller.user(user)).credentials();
    }

    /**
     * Creates a role, or replaces the policies of an existing one.
     *
     * @param name may have a path in front, as {@code service/reader}
     * @param permissionPolicies as JSON; none: nothing is allowed
     */
    public LocalRole role(String name, String trustPolicy, String... permissionPolicies) {
        LocalRole role = roles.compute(name, (key, existing) -> {
            if (existing == null || existing.identity().deleted()) {
                return new LocalRole(newRole(key), trustPolicy, environment);
            }
            existing.trustPolicy(trustPolicy);
            return existing;
        });
        role.permissionPolicies(permissionPolicies);
        return role;
    }

    /** Creates a stream; it is ACTIVE at once. */
    public LocalStream createStream(String region, String name, int shards) {
        if (!createStream(address(region, name), shards, false)) {
            throw new IllegalStateException("Stream " + name + " under account " + id + " already exists.");
        }
        return stream(region, name);
    }

    /** @throws NoSuchElementException if there is none */
    public LocalStream stream(String region, String name) {
        KinesisStream stream = find(address(region, name))
                .orElseThrow(() -> new NoSuchElementException("No stream " + name + " in " + region + " of " + id));
        return new LocalStream(stream, () -> delete(stream));
    }

    boolean createStream(StreamAddress address, int shards, boolean onDemand) {
        KinesisStream stream =
                new KinesisStream(address, shards, onDemand, environment.clock(), created.incrementAndGet());
        return streams.putIfAbsent(address, stream) == null;
    }

    Optional<KinesisStream> find(StreamAddress address) {
        return Optional.ofNullable(streams.get(address));
    }

    List<KinesisStream> streams(String region) {
        return streams.values().stream()
                .filter(stream -> stream.address().region().equals(region))
                .toList();
    }

    void delete(KinesisStream stream) {
        streams.remove(stream.address(), stream);
    }

    /** @param name with its path */
    Optional<LocalRole> findRole(String name) {
        return Optional.ofNullable(roles.get(name))
                .filter(role -> !role.identity().deleted());
    }

    StreamAddress address(String region, String name) {
        return new StreamAddress(environment.partition(), id, region, name);
    }

    private Identity newUser(String name) {
        return environment.identities().add(identity("user/" + name, "AIDA"));
    }

    private Identity newRole(String name) {
        return environment.identities().add(identity("role/" + name, "AROA"));
    }

    private Identity identity(String resource, String idPrefix) {
        Arn arn = new Arn(environment.partition(), "iam", "", id, resource);
        return new Identity(id, arn.toString(), RandomIds.unique(idPrefix), List.of());
    }
}
