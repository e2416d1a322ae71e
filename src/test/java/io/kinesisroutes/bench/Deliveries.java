// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What several workers were given. */
final class Deliveries {
    private Deliveries() {}

    /** When the first of them was given the first record at or after a time, by shard. */
    static Map<String, Long> since(List<Member> members, long millis) {
        Map<String, Long> first = new HashMap<>();
        members.forEach(member -> member.since(millis).forEach((shard, time) -> first.merge(shard, time, Math::min)));
        return first;
    }
}
