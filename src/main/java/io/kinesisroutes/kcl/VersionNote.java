// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.kinesis.coordinator.migration.ClientVersion;
import software.amazon.kinesis.coordinator.migration.MigrationState;

/**
 * The library's note that no worker with an older version of it is about. The first worker would write it itself. Of those
 * that start at the same moment all others fail at that, and then, as the library takes for done what it has only begun,
 * at each of the next twenty tries: they read nothing for half a minute.
 */
final class VersionNote {

    private static final String AUTHOR = "kinesis-routes";

    private VersionNote() {}

    /** As an item of the lease table. */
    static Map<String, AttributeValue> item() {
        MigrationState note = new MigrationState(AUTHOR).update(ClientVersion.CLIENT_VERSION_3X, AUTHOR);
        Map<String, AttributeValue> item = new HashMap<>(note.serialize());
        item.put(LeaseTable.KEY, AttributeValue.fromS(note.getKey()));
        return item;
    }
}
