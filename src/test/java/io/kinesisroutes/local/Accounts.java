// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** All accounts of one server. Thread-safe. */
final class Accounts {
    private static final Pattern ID = Pattern.compile("\\d{12}");

    private final Map<String, LocalAccount> accounts = new ConcurrentHashMap<>();
    private final Environment environment;

    Accounts(Environment environment) {
        this.environment = environment;
    }

    LocalAccount getOrCreate(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("An account id has 12 digits, as 111122223333; this has not: " + id);
        }
        return accounts.computeIfAbsent(id, key -> new LocalAccount(key, environment));
    }

    Optional<LocalAccount> find(String id) {
        return Optional.ofNullable(accounts.get(id));
    }

    Optional<KinesisStream> findStream(StreamAddress address) {
        return find(address.accountId()).flatMap(account -> account.find(address));
    }

    Optional<LocalRole> findRole(Arn arn) {
        boolean here = arn.partition().equals(environment.partition()) && arn.is("iam", "role/");
        return here
                ? find(arn.account())
                        .flatMap(account -> account.findRole(arn.resource().substring("role/".length())))
                : Optional.empty();
    }
}
