// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.access.AssumedRole;
import io.kinesisroutes.access.Connection;
import io.kinesisroutes.access.NoCredentialsException;
import io.kinesisroutes.access.OwnAccount;
import io.kinesisroutes.access.Permission;
import io.kinesisroutes.access.RoleArn;
import io.kinesisroutes.component.KinesisEndpoint;
import io.kinesisroutes.config.ConfigurationException;
import io.kinesisroutes.config.Problem;
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
import software.amazon.awssdk.core.exception.SdkException;

/** The sides that a command is about, and what they ask of which role. Asks AWS only where it says so. Not thread-safe. */
final class PolicySides {

    private final Map<Side, KinesisEndpoint> endpoints;
    private OwnAccount own;

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

    /**
     * What each role must be allowed, and the deployment's own identity, which is empty, where it has no role. Asks STS for
     * the account of a stream that is given by name and has no role.
     */
    Map<Optional<RoleArn>, List<Permission>> permissions(Optional<String> kmsKey) {
        Map<Optional<RoleArn>, List<Permission>> permissions = new LinkedHashMap<>();
        Map<RoleArn, Set<RoleArn>> next = next();
        next.keySet().forEach(role -> permissions.put(Optional.of(role), new ArrayList<>()));
        endpoints.forEach((side, endpoint) -> permissions
                .computeIfAbsent(last(endpoint), key -> new ArrayList<>())
                .addAll(streamPermissions(side, streamArn(side, endpoint), kmsKey)));
        next.forEach(
                (role, assumed) -> permissions.get(Optional.of(role)).add(Permission.toAssume(List.copyOf(assumed))));
        return permissions;
    }

    private static List<Permission> streamPermissions(Side side, String streamArn, Optional<String> kmsKey) {
        return side == Side.SOURCE ? Permission.toRead(streamArn, kmsKey) : Permission.toWrite(streamArn, kmsKey);
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

    private String streamArn(Side side, KinesisEndpoint endpoint) {
        if (endpoint.stream().arn() != null) {
            return endpoint.stream().arn();
        }
        OwnAccount account = last(endpoint)
                .map(role -> new OwnAccount(role.partition(), role.account()))
                .orElseGet(() -> own(
                        side + ".stream",
                        "is given by its name only",
                        "Give its ARN: " + side
                                + ".stream=arn:aws:kinesis:eu-west-1:111122223333:stream/"
                                + endpoint.stream().name()));
        return "arn:%s:kinesis:%s:%s:stream/%s"
                .formatted(
                        account.partition(),
                        region(side, endpoint.connection()),
                        account.id(),
                        endpoint.stream().name());
    }

    private static String region(Side side, Connection connection) {
        try {
            return OwnAccount.region(connection);
        } catch (SdkException e) {
            throw problem(side + ".aws.region", OwnAccount.NO_REGION, "Example: eu-west-1");
        }
    }

    /**
     * The deployment's own account, asked from STS once.
     *
     * @param option what is not given
     * @throws ConfigurationException if STS does not say it
     */
    OwnAccount own(String option, String wrong, String advice) {
        if (own == null) {
            try {
                own = OwnAccount.ask(endpoints.values().iterator().next().connection());
            } catch (NoCredentialsException e) {
                throw problem(option, wrong + ", and this deployment has no AWS credentials to ask AWS with", advice);
            } catch (SdkException e) {
                throw problem(
                        option,
                        wrong + ", and STS does not say in which account this deployment is: " + e.getMessage(),
                        advice);
            }
        }
        return own;
    }

    private static ConfigurationException problem(String option, String wrong, String advice) {
        return new ConfigurationException(PolicyTask.WHERE, List.of(new Problem(option, null, wrong, advice)));
    }

    private static Optional<RoleArn> last(KinesisEndpoint endpoint) {
        return endpoint.connection().role().map(AssumedRole::last);
    }

    private static List<RoleArn> roles(KinesisEndpoint endpoint) {
        return endpoint.connection().role().map(AssumedRole::roles).orElse(List.of());
    }
}
