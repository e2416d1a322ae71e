// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import java.util.HashMap;
import java.util.Map;

/**
 * The clients of a component: one of each kind for each {@link Connection}, shared by all who have that connection and
 * closed when the last of them is done. Thread-safe; makes no call to AWS by itself.
 */
public final class KinesisClients {

    private final Map<Connection, SharedClients> shared = new HashMap<>();

    /** Takes a share in the clients of a connection; {@link ClientLease#close()} gives it back. */
    public synchronized ClientLease acquire(Connection connection) {
        SharedClients clients = shared.computeIfAbsent(connection, SharedClients::new);
        clients.users++;
        return new ClientLease(clients, () -> release(connection));
    }

    /** How many connections have clients at this moment. */
    public synchronized int size() {
        return shared.size();
    }

    private synchronized void release(Connection connection) {
        SharedClients clients = shared.get(connection);
        if (--clients.users == 0) {
            shared.remove(connection);
            clients.close();
        }
    }
}
