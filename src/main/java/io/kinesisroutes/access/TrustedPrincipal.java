// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import io.kinesisroutes.config.Problems;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom a trust policy may name: an AWS account as a whole, or one role or user of it.
 *
 * @param partition {@code null} where only the account's number is known
 * @param account 12 digits
 * @param name {@code root}, or the role or user as the ARN ends with it
 */
public record TrustedPrincipal(String partition, String account, String name) {

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern ARN =
            Pattern.compile("arn:(aws[a-z-]*):iam::(\\d{12}):(root|(?:role|user)/[\\w+=,.@/-]{1,576})");

    /**
     * Reads what a user gave.
     *
     * @param option what a problem is told of
     * @param text 12 digits, or the ARN of an account's root, a role or a user
     * @param problems takes what is wrong with it
     * @return empty if something was
     */
    public static Optional<TrustedPrincipal> of(String option, String text, Problems problems) {
        Optional<TrustedPrincipal> principal = parse(text);
        if (principal.isEmpty()) {
            problems.add(
                    option,
                    text,
                    "is neither the number of an AWS account nor the ARN of a role or user",
                    "Example: 999988887777, or arn:aws:iam::999988887777:role/acme-routes; of a session, name its role");
        }
        return principal;
    }

    static Optional<TrustedPrincipal> parse(String text) {
        if (ACCOUNT.matcher(text).matches()) {
            return Optional.of(new TrustedPrincipal(null, text, "root"));
        }
        Matcher arn = ARN.matcher(text);
        return arn.matches()
                ? Optional.of(new TrustedPrincipal(arn.group(1), arn.group(2), arn.group(3)))
                : Optional.empty();
    }

    /** The ARN, in the partition of the role that is to trust it unless the user named one. */
    public String arn(RoleArn role) {
        return "arn:" + (partition == null ? role.partition() : partition) + ":iam::" + account + ":" + name;
    }

    boolean isRoot() {
        return name.equals("root");
    }
}
