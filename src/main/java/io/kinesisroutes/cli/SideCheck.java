// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.component.KinesisEndpoint;
import io.kinesisroutes.component.SharedConsumer;
import io.kinesisroutes.component.StreamConnection;
import java.util.Optional;

/** The steps of one side, one after another. */
final class SideCheck {

    private final Side side;
    private final KinesisEndpoint endpoint;
    private final Optional<CheckRecord> toWrite;
    private final CheckReport report;

    /** @param toWrite empty if nothing is to be written */
    SideCheck(Side side, KinesisEndpoint endpoint, Optional<CheckRecord> toWrite, CheckReport report) {
        this.side = side;
        this.endpoint = endpoint;
        this.toWrite = toWrite;
        this.report = report;
    }

    void run() {
        IdentitySteps identity = new IdentitySteps(endpoint.connection(), report::step);
        boolean in = identity.run();
        Optional<SharedConsumer> shared = SharedConsumer.of(endpoint);
        if (!in && shared.isEmpty()) {
            StreamSteps.skip(side, report::step);
            return;
        }
        try (StreamConnection connection = StreamConnection.open(endpoint)) {
            Optional<Capacity> capacity = stream(in, connection);
            if (shared.map(SharedConsumer::fanOut).orElse(false)) {
                consumer(in, connection);
            }
            if (shared.isPresent()) {
                leases(in, identity, connection);
            }
            capacity.ifPresent(report::capacity);
        }
    }

    private Optional<Capacity> stream(boolean in, StreamConnection connection) {
        if (in) {
            return new StreamSteps(endpoint, connection, report::step).run(side, toWrite);
        }
        StreamSteps.skip(side, report::step);
        return Optional.empty();
    }

    private void consumer(boolean in, StreamConnection connection) {
        if (in) {
            new ConsumerSteps(endpoint, connection, report::step).run();
        } else {
            ConsumerSteps.skip(report::step);
        }
    }

    /** The table is the deployment's own, so no role has to let it in. */
    private void leases(boolean in, IdentitySteps identity, StreamConnection connection) {
        identity.own()
                .ifPresentOrElse(
                        own -> new LeaseSteps(endpoint, connection, own, report::step).run(in, toWrite.isPresent()),
                        () -> LeaseSteps.skip(report::step));
    }
}
