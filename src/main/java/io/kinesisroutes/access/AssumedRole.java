// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import io.kinesisroutes.config.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The role through which a stream in somebody else's account is reached, and what is sent to STS to assume it.
 *
 * <p>More than one role is a chain: the deployment assumes the first, its session the second, and so on; the session of
 * the last one reaches the stream. AWS accepts an ExternalId from a caller that a role does not ask for one, so every hop
 * sends it.
 *
 * @param roles at least one, the last one owns the stream
 * @param externalId the deployment's account name, 2 to 1224 characters of {@code [\w+=,.@:\/-]}
 * @param sessionName 2 to 64 characters of {@code [\w+=,.@-]}; shows in the stream owner's CloudTrail
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
public record AssumedRole(List<RoleArn> roles, String externalId, String sessionName) {

    /** The longest session that AWS gives to a chained role, and the default of every role. */
    public static final Duration SESSION_DURATION = Duration.ofHours(1);

    static final int LONGEST_EXTERNAL_ID = 1_224;

    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2," + LONGEST_EXTERNAL_ID + "}");
    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");

    public AssumedRole {
        roles = List.copyOf(roles);
    }

    /** The role whose session reaches the stream. */
    public RoleArn last() {
        return roles.get(roles.size() - 1);
    }

    /**
     * Reads the options of an endpoint.
     *
     * @param roleArn one ARN, or several with commas between them for a chain
     * @param sessionName {@code null} for a name made of the ExternalId
     * @param externalId the component's, {@code null} if it was not set
     * @param problems takes what is wrong
     * @return empty if something was
     */
    public static Optional<AssumedRole> of(String roleArn, String sessionName, String externalId, Problems problems) {
        Problems own = new Problems();
        List<RoleArn> roles = roles(roleArn, own);
        checkExternalId(externalId, own);
        String session = sessionName == null ? defaultSessionName(externalId) : sessionName;
        checkSessionName(session, own);
        own.copyTo(problems);
        return own.isEmpty() ? Optional.of(new AssumedRole(roles, externalId, session)) : Optional.empty();
    }

    /** Whether AWS takes it as an ExternalId, and it is so an account name. */
    public static boolean isExternalId(String text) {
        return EXTERNAL_ID.matcher(text).matches();
    }

    private static List<RoleArn> roles(String text, Problems problems) {
        List<RoleArn> roles = new ArrayList<>();
        for (String arn : text.split(",", -1)) {
            RoleArn.parse(arn.strip())
                    .ifPresentOrElse(
                            roles::add,
                            () -> problems.add(
                                    "roleArn",
                                    arn,
                                    "is not the ARN of an IAM role",
                                    "Example: arn:aws:iam::111122223333:role/OrdersReader"));
        }
        return roles;
    }

    private static void checkExternalId(String externalId, Problems problems) {
        if (externalId == null || externalId.isEmpty()) {
            problems.add(
                    "externalId",
                    null,
                    "is not set on the component, and a role is assumed with it only",
                    "Set the deployment's account name once: kinesis.account=acme in application.properties,"
                            + " or KinesisComponent.setExternalId(\"acme\")");
        } else if (!isExternalId(externalId)) {
            problems.add(
                    "externalId",
                    externalId,
                    "is not 2 to 1224 letters, digits or any of _ + = , . @ : / -",
                    "Example: kinesis.account=acme");
        }
    }

    private static void checkSessionName(String sessionName, Problems problems) {
        if (!SESSION_NAME.matcher(sessionName).matches()) {
            problems.add(
                    "roleSessionName",
                    sessionName,
                    "is not 2 to 64 letters, digits or any of _ + = , . @ -",
                    "Example: orders-reader");
        }
    }

    private static String defaultSessionName(String externalId) {
        String name = "kinesis-routes-" + (externalId == null ? "" : externalId.replaceAll("[^\\w+=,.@-]", "-"));
        return name.substring(0, Math.min(name.length(), 64));
    }
}
