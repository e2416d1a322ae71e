// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.access.AssumedRole;
import io.kinesisroutes.access.Connection;
import io.kinesisroutes.access.OwnAccount;
import io.kinesisroutes.access.Probe;
import io.kinesisroutes.access.RoleArn;
import io.kinesisroutes.access.RoleProbes;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/**
 * One question of an {@link AccessAudit} to STS.
 *
 * @param connection whose first role is asked for
 */
public record AuditQuestion(Probe probe, Connection connection) {

    RoleArn role() {
        return assumed().roles().get(0);
    }

    AssumedRole assumed() {
        return connection.role().orElseThrow();
    }

    /** In which region STS is asked. */
    public String region() {
        return OwnAccount.region(connection);
    }

    /** What STS is asked. */
    public AssumeRoleRequest request() {
        return RoleProbes.request(
                probe, role(), assumed().externalId(), assumed().sessionName());
    }
}
