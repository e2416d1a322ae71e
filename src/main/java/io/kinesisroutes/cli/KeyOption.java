// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.config.Problems;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The key with which the owner of a stream encrypts it. */
final class KeyOption {

    private static final Pattern KEY = Pattern.compile("arn:aws[a-z-]*:kms:([a-z0-9-]+):\\d{12}:key/[\\w-]+");

    @Option(
            names = "--kms-key",
            paramLabel = "ARN",
            description =
                    "The KMS key with which the stream is encrypted, if that is one of its owner's. The key of AWS,"
                            + " alias/aws/kinesis, needs no permission.")
    private String key;

    void check(PolicySides sides, Problems problems) {
        if (key == null) {
            return;
        }
        Matcher arn = KEY.matcher(key);
        if (!arn.matches()) {
            problems.add(
                    "--kms-key",
                    key,
                    "is not the ARN of a KMS key; a policy cannot name an alias",
                    "Example: arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab");
            return;
        }
        if (sides.regions().size() > 1) {
            problems.add(
                    "--kms-key",
                    key,
                    "is one stream's key, and both sides are meant",
                    "Say which side: source or sink");
            return;
        }
        sides.regions().forEach((side, region) -> {
            if (!region.equals(arn.group(1))) {
                problems.add(
                        "--kms-key",
                        key,
                        "is in region " + arn.group(1) + ", the stream of the " + side + " in " + region,
                        "A stream is encrypted with a key of its own region; say which side is meant: source or sink");
            }
        });
    }

    /** Says what no policy of the role can do. */
    void note(Output out) {
        if (key != null) {
            out.aside(
                    "Note: the policy of the key itself must allow this too, or leave it to the policies of its account.");
        }
    }

    Optional<String> get() {
        return Optional.ofNullable(key);
    }
}
