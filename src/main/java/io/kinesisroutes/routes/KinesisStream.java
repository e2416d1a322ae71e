// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.routes;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A stream of a route: its name or ARN, and how it is reached. Immutable; what it says is checked when the route is added
 * to a Camel context.
 *
 * @param name name or ARN; may hold property placeholders, as the values of the options may
 * @param options of the endpoint, as the table in the README lists them
 */
public record KinesisStream(String name, Map<String, String> options) {

    /** Copies the options. */
    public KinesisStream {
        Objects.requireNonNull(name, "name");
        options = Map.copyOf(options);
    }

    /** @param name for example {@code orders}, or {@code arn:aws:kinesis:eu-west-1:111122223333:stream/orders} */
    public static KinesisStream named(String name) {
        return new KinesisStream(name, Map.of());
    }

    /** @param region for example {@code eu-west-1}; an ARN says it already */
    public KinesisStream region(String region) {
        return with("region", region);
    }

    /** @param roleArn of the role in the owner's account; {@code null} or empty: the deployment's own identity */
    public KinesisStream role(String roleArn) {
        return with("roleArn", roleArn);
    }

    /**
     * Sets any option of the endpoint.
     *
     * @param option for example {@code maxInFlight}
     * @param value {@code null} or empty: the option's default
     */
    public KinesisStream with(String option, Object value) {
        Map<String, String> more = new LinkedHashMap<>(options);
        more.remove(option);
        if (value != null && !value.toString().isEmpty()) {
            more.put(option, value.toString());
        }
        return new KinesisStream(name, more);
    }

    /** Without the values of the options: one of them may be a secret. */
    @Override
    public String toString() {
        return name + " " + options.keySet();
    }
}
