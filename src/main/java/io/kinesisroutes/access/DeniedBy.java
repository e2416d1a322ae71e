// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import java.util.Locale;

/**
 * Which kind of policy is behind an AccessDenied, as far as its text says.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">Access denied errors</a>
 */
public enum DeniedBy {
    IDENTITY_POLICY,
    SESSION_POLICY,
    BOUNDARY,
    EXPLICIT_DENY,
    NOT_SAID;

    /**
     * Whether the caller's own side said no to sts:AssumeRole, so that nobody asked the role; false where the text does not
     * tell.
     */
    public static boolean isOwnSide(String awsSays) {
        DeniedBy by = of(awsSays);
        String text = awsSays.toLowerCase(Locale.ROOT);
        boolean roleSaysNo = text.contains("trust policy") || text.contains("resource-based policy");
        return by != NOT_SAID && !(by == EXPLICIT_DENY && roleSaysNo);
    }

    /** Read loosely: AWS rewords its messages. */
    public static DeniedBy of(String awsSays) {
        String text = awsSays.toLowerCase(Locale.ROOT);
        if (text.contains("explicit deny")) {
            return EXPLICIT_DENY;
        }
        if (text.contains("no session policy")) {
            return SESSION_POLICY;
        }
        if (text.contains("permissions boundary") || text.contains("control policy")) {
            return BOUNDARY;
        }
        return text.contains("no identity-based policy") ? IDENTITY_POLICY : NOT_SAID;
    }
}
