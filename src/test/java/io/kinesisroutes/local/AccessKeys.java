// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Every access key of every account, by its id, as AWS looks callers up. Thread-safe. */
final class AccessKeys {
    private final Map<String, AccessKey> keys = new ConcurrentHashMap<>();

    AccessKey createForUser(Caller user) {
        return add(
                new AccessKey(RandomIds.unique("AKIA"), RandomIds.secret(), Optional.empty(), Optional.empty(), user));
    }

    AccessKey createForSession(Caller session, Instant expires) {
        return add(new AccessKey(
                RandomIds.unique("ASIA"),
                RandomIds.secret(),
                Optional.of(RandomIds.sessionToken()),
                Optional.of(expires),
                session));
    }

    Optional<AccessKey> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    List<AccessKey> all() {
        return List.copyOf(keys.values());
    }

    private AccessKey add(AccessKey key) {
        keys.put(key.id(), key);
        return key;
    }
}
