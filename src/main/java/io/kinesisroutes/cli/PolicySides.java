// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.access.AssumedRole;
import io.kinesisroutes.access.OwnAccount;
import io.kinesisroutes.access.Permission;
import io.kinesisroutes.access.RoleArn;
import io.kinesisroutes.component.KinesisEndpoint;
import io.kinesisroutes.component.SharedConsumer;
import io.kinesisroutes.config.ConfigurationException;
import io.kinesisroutes.config.Problems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The sides that a command is about, and what they ask of which role. Asks AWS only where it says so. Not thread-safe. */
final class PolicySides {

    private final Map<Side, KinesisEndpoint> endpoints;
    private final Whereabouts places = new Whereabouts();

    private PolicySides(Map<Side, KinesisEndpoint> endpoints) {
        this.endpoints = endpoints;
    }

    /**
     * Reads the settings.
     *
     * @param side {@code null} for each that has a stream
     * @param problems takes what is wrong with them; then there are no sides
     */
    static PolicySides read(Settings settings, Side side, Problems problems) {
        try {
            return new PolicySides(settings.endpoints(sides(settings, side)));
        } catch (ConfigurationException e) {
            e.problems().forEach(p -> problems.add(p.option(), p.value(), p.wrong(), p.advice()));
            return new PolicySides(new EnumMap<>(Side.class));
        }
    }

    private static List<Side> sides(Settings settings, Side side) {
        List<Side> named = Arrays.stream(Side.values())
                .filter(each -> settings.setting(each + ".stream").isPresent())
                .toList();
        return side != null || named.isEmpty() ? Side.orBoth(side) : named;
    }

    /** Notes a problem if no side has a role. */
    void requireRole(Problems problems) {
        if (endpoints.values().stream().allMatch(endpoint -> roles(endpoint).isEmpty())) {
            endpoints
                    .keySet()
                    .forEach(side -> problems.add(
                            side + ".aws.credentials.role.arn",
                            null,
                            "is not set: this deployment's own identity calls Kinesis, and nobody has to trust it",
                            "Example: arn:aws:iam::111122223333:role/OrdersReader"));
        }
    }

    /** Says which sides are left out because they have no role. */
    void noteThoseWithoutRole(Output out) {
        endpoints.forEach((side, endpoint) -> {
            if (roles(endpoint).isEmpty()) {
                out.aside("Note: the " + side + " has no role, this deployment's own identity calls Kinesis.");
            }
        });
    }

    /** The sides with the regions of their streams, where the settings say them. */
    Map<Side, String> regions() {
        Map<Side, String> regions = new EnumMap<>(Side.class);
        endpoints.forEach((side, endpoint) -> {
            if (endpoint.connection().region() != null) {
                regions.put(side, endpoint.connection().region().id());
            }
        });
        return regions;
    }

    /** Every role, in the order in which they are assumed, with the ARNs of those who assume it. */
    Map<RoleArn, Set<String>> callers(Function<RoleArn, String> deployment) {
        Map<RoleArn, Set<String>> callers = new LinkedHashMap<>();
        for (KinesisEndpoint endpoint : endpoints.values()) {
            String caller = null;
            for (RoleArn role : roles(endpoint)) {
                callers.computeIfAbsent(role, key -> new LinkedHashSet<>())
                        .add(caller == null ? deployment.apply(role) : caller);
                caller = role.toString();
            }
        }
        return callers;
    }

    /** The ARNs of all roles, those of chains too. */
    List<String> roles() {
        return callers(RoleArn::toString).keySet().stream()
                .map(RoleArn::toString)
                .toList();
    }

    /** The sides themselves. */
    Set<Side> all() {
        return endpoints.keySet();
    }

    /** The roles that the deployment itself assumes. */
    Set<RoleArn> firstRoles() {
        Set<RoleArn> first = new LinkedHashSet<>();
        endpoints.values().forEach(endpoint -> roles(endpoint).stream().limit(1).forEach(first::add));
        return first;
    }

    /** Who calls Kinesis for each side: its last role, or empty for the deployment's own identity. */
    Set<Optional<RoleArn>> streamCallers() {
        Set<Optional<RoleArn>> callers = new LinkedHashSet<>();
        endpoints.values().forEach(endpoint -> callers.add(last(endpoint)));
        return callers;
    }

    /** The sides that use a role, or the deployment's own identity. */
    Set<Side> sidesOf(Optional<RoleArn> role) {
        Set<Side> sides = EnumSet.noneOf(Side.class);
        endpoints.forEach((side, endpoint) -> {
            boolean uses =
                    role.map(roles(endpoint)::contains).orElse(roles(endpoint).isEmpty());
            if (uses) {
                sides.add(side);
            }
        });
        return sides;
    }

    /** Whether a source shares its stream with other processes, so that this deployment has a lease table. */
    boolean isShared() {
        return endpoints.values().stream()
                .anyMatch(endpoint -> SharedConsumer.of(endpoint).isPresent());
    }

    /** Says whose lease table a role's policies leave out. */
    void noteThoseShared(Output out) {
        endpoints.forEach((side, endpoint) -> {
            if (SharedConsumer.of(endpoint).isPresent() && !roles(endpoint).isEmpty()) {
                out.aside(
                        "Note: the " + side + " is shared, and its lease table is this deployment's own: policy caller"
                                + " prints what its own identity needs.");
            }
        });
    }

    /**
     * What the deployment's own identity must be allowed: to assume the first roles, to keep the leases of shared sources,
     * and what the sides without a role ask of their streams. Asks STS for the account where it is not given.
     */
    List<Permission> own(Optional<String> kmsKey, Optional<String> ownAccount) {
        List<Permission> own = new ArrayList<>();
        Set<RoleArn> roles = firstRoles();
        if (!roles.isEmpty()) {
            own.add(Permission.toAssume(List.copyOf(roles)));
        }
        endpoints.forEach((side, endpoint) -> {
            if (roles(endpoint).isEmpty()) {
                own.addAll(streamPermissions(side, endpoint, kmsKey));
            }
            own.addAll(leasePermissions(side, endpoint, ownAccount));
        });
        return own;
    }

    /**
     * What each role must be allowed, and the deployment's own identity, which is empty, where it has no role. Asks STS for
     * the account of a stream that is given by name and has no role, and of a lease table.
     */
    Map<Optional<RoleArn>, List<Permission>> permissions(Optional<String> kmsKey, Optional<String> ownAccount) {
        Map<Optional<RoleArn>, List<Permission>> permissions = new LinkedHashMap<>();
        Map<RoleArn, Set<RoleArn>> next = next();
        next.keySet().forEach(role -> permissions.put(Optional.of(role), new ArrayList<>()));
        endpoints.forEach((side, endpoint) -> {
            List<Permission> needed = permissions.computeIfAbsent(last(endpoint), key -> new ArrayList<>());
            needed.addAll(streamPermissions(side, endpoint, kmsKey));
            if (roles(endpoint).isEmpty()) {
                needed.addAll(leasePermissions(side, endpoint, ownAccount));
            }
        });
        next.forEach(
                (role, assumed) -> permissions.get(Optional.of(role)).add(Permission.toAssume(List.copyOf(assumed))));
        return permissions;
    }

    private List<Permission> streamPermissions(Side side, KinesisEndpoint endpoint, Optional<String> kmsKey) {
        String stream = places.streamArn(side, endpoint);
        if (side == Side.SINK) {
            return Permission.toWrite(stream, kmsKey);
        }
        List<Permission> permissions = new ArrayList<>(Permission.toRead(stream, kmsKey));
        SharedConsumer.of(endpoint)
                .filter(SharedConsumer::fanOut)
                .ifPresent(consumer -> permissions.addAll(Permission.toFanOut(stream, consumer.name())));
        return permissions;
    }

    private List<Permission> leasePermissions(Side side, KinesisEndpoint endpoint, Optional<String> ownAccount) {
        return SharedConsumer.of(endpoint)
                .map(consumer -> places.leaseTable(side, endpoint, consumer.name(), ownAccount)
                        .permissions(consumer.metrics()))
                .orElse(List.of());
    }

    /** Which roles the roles of a chain assume. */
    private Map<RoleArn, Set<RoleArn>> next() {
        Map<RoleArn, Set<RoleArn>> next = new LinkedHashMap<>();
        for (KinesisEndpoint endpoint : endpoints.values()) {
            List<RoleArn> roles = roles(endpoint);
            for (int i = 1; i < roles.size(); i++) {
                next.computeIfAbsent(roles.get(i - 1), key -> new LinkedHashSet<>())
                        .add(roles.get(i));
            }
        }
        return next;
    }

    /**
     * The deployment's own account, asked from STS once.
     *
     * @param option what is not given
     * @throws ConfigurationException if STS does not say it
     */
    OwnAccount own(String option, String wrong, String advice) {
        return places.own(endpoints.values().iterator().next(), option, wrong, advice);
    }

    private static Optional<RoleArn> last(KinesisEndpoint endpoint) {
        return endpoint.connection().role().map(AssumedRole::last);
    }

    private static List<RoleArn> roles(KinesisEndpoint endpoint) {
        return endpoint.connection().role().map(AssumedRole::roles).orElse(List.of());
    }
}
