// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of an Amazon Resource Name. */
record Arn(String partition, String service, String region, String account, String resource) {
    private static final Pattern FORM = Pattern.compile("arn:([^:]+):([^:]+):([^:]*):([^:]*):(.+)");

    static Optional<Arn> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new Arn(
                        matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4), matcher.group(5)))
                : Optional.empty();
    }

    /** The last segment of the resource: a role's name without its path, a stream's name. */
    String name() {
        return resource.substring(resource.lastIndexOf('/') + 1);
    }

    boolean is(String expectedService, String resourcePrefix) {
        return service.equals(expectedService) && resource.startsWith(resourcePrefix);
    }

    @Override
    public String toString() {
        return String.join(":", "arn", partition, service, region, account, resource);
    }
}
