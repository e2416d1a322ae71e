// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.config.Problems;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The AWS account in which this deployment is. */
final class AccountOption {

    static final String NAME = "--own-account";

    @Option(
            names = NAME,
            paramLabel = "ACCOUNT",
            description = "The 12 digits of the AWS account of this deployment, in which a shared source has its lease"
                    + " table. Default: the account that AWS says this deployment is in.")
    private String account;

    void check(Problems problems) {
        if (account != null && !account.matches("\\d{12}")) {
            problems.add(NAME, account, "is not the number of an AWS account", "Example: 999988887777");
        }
    }

    Optional<String> get() {
        return Optional.ofNullable(account);
    }
}
