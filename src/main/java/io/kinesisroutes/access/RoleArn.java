// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of an IAM role.
 *
 * @param partition for example {@code aws} or {@code aws-cn}
 * @param account 12 digits
 * @param name the role's name with its path, for example {@code streams/OrdersReader}
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html">IAM identifiers</a>
 */
public record RoleArn(String partition, String account, String name) {

    private static final Pattern FORM = Pattern.compile("arn:(aws[a-z-]*):iam::(\\d{12}):role/([\\w+=,.@/-]{1,576})");

    static Optional<RoleArn> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new RoleArn(matcher.group(1), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "arn:" + partition + ":iam::" + account + ":role/" + name;
    }
}
