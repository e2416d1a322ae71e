// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.access.CallerIdentity;
import io.kinesisroutes.access.DeniedBy;
import io.kinesisroutes.access.IamPolicies;
import io.kinesisroutes.access.LeaseTableArn;
import io.kinesisroutes.stream.KinesisFailure;

/** What to change where a lease table cannot be used; all of it is in the deployment's own account. Pure. */
record LeaseFixes(LeaseTableArn table, CallerIdentity own) {

    private static final String ANOTHER = "Choose another source.consumer, which is the table's name";

    /** Where a call was refused for good. */
    String call(KinesisFailure failure, String action, String resource) {
        if (!(failure instanceof KinesisFailure.Refused)) {
            return "AWS does not take the request as it is: check source.consumer and the region against its answer.";
        }
        if (!failure.getMessage().contains("AccessDenied")) {
            return "Check the credentials of this deployment: DynamoDB is called with its own, never through the role.";
        }
        String policy = IamPolicies.allow(action, resource);
        return switch (DeniedBy.of(failure.getMessage())) {
            case SESSION_POLICY ->
                "The session of " + own.arn() + " was begun with a session policy that leaves this action out. Whoever"
                        + " begins it adds the statement of this policy to it:\n" + policy;
            case EXPLICIT_DENY ->
                "A Deny statement forbids it. AWS's answer says in which kind of policy it is; whoever owns that policy"
                        + " takes this action on this table out of the statement.";
            case BOUNDARY ->
                "A permissions boundary of " + own.arn() + ", or a policy of the organization, holds it back. Whoever"
                        + " owns it lets it allow " + action + " on " + resource + ".";
            default ->
                "In account " + own.account() + " (ours), the policies of " + own.arn()
                        + " do not allow it; the lease table is used as this identity and not through the role. Add the"
                        + " statement of this policy to them:\n" + policy
                        + "\n./kinesis-routes policy caller prints all that they need.\nA changed policy can take minutes"
                        + " to count.";
        };
    }

    /** Where the table is made for something else. */
    String shape() {
        return "The table " + table.name() + " in " + table.region() + " is not one of ours. " + ANOTHER
                + ", or delete the table if nobody needs it: it is made with its key and index at the next start.";
    }

    /** Where the table has the leases of somebody else. */
    String stranger() {
        return "An application of another kind uses it. " + ANOTHER + ", or delete the table if nobody needs it.";
    }

    /** Where the library would go on with what one before 3.5 kept. */
    String older(String name) {
        return "An application with a Kinesis Client Library before 3.5 has this name. " + ANOTHER + ", or delete "
                + name + " if nobody needs it: a worker would go on with it, and has no right to.";
    }
}
