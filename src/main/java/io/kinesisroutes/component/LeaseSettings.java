// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.config.Problems;
import io.kinesisroutes.kcl.Tuning;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.camel.component.aws2.kinesis.Kinesis2Configuration;
import org.apache.camel.util.ObjectHelper;

/**
 * How the shards of a stream are shared among processes, checked.
 *
 * @param name of the consumer, of its lease table and, with fan-out, of the consumer that is registered at the stream
 * @param fanOut whether each shard has a throughput of its own for this consumer
 * @param tuning how soon a process that died is noticed
 * @param metrics whether the library's metrics go to CloudWatch
 */
record LeaseSettings(String name, boolean fanOut, Tuning tuning, boolean metrics) {

    private static final Pattern TABLE_NAME = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");
    private static final int LONGEST_FAN_OUT_NAME = 128;

    /**
     * Meaningful only if no problem was added.
     *
     * @return {@code null} if this process reads all shards by itself
     */
    static LeaseSettings of(KinesisEndpoint endpoint, Problems problems) {
        Kinesis2Configuration configuration = endpoint.getConfiguration();
        Tuning tuning = tuning(endpoint.getKclTuning(), problems);
        if (!configuration.isUseKclConsumers()) {
            checkUnused(endpoint, tuning, problems);
            return null;
        }
        String name = name(endpoint, problems);
        checkUnsuitable(endpoint, problems);
        checkClients(configuration, problems);
        return new LeaseSettings(
                name, endpoint.isFanOut(), tuning, !configuration.isKclDisableCloudwatchMetricsExport());
    }

    private static Tuning tuning(String text, Problems problems) {
        if (ObjectHelper.isEmpty(text)) {
            return Tuning.MODERATE;
        }
        try {
            return Tuning.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            problems.add("kclTuning", text, "is neither moderate nor aggressive", "Leave it away for moderate");
            return Tuning.MODERATE;
        }
    }

    private static void checkUnused(KinesisEndpoint endpoint, Tuning tuning, Problems problems) {
        if (endpoint.isFanOut()) {
            problems.add("fanOut", "true", "has no effect without useKclConsumers=true", "Set both, or none");
        }
        if (tuning == Tuning.AGGRESSIVE) {
            problems.add("kclTuning", "aggressive", "has no effect without useKclConsumers=true", "Set both, or none");
        }
    }

    private static String name(KinesisEndpoint endpoint, Problems problems) {
        String consumer = endpoint.getConsumerName();
        String application = endpoint.getConfiguration().getApplicationName();
        boolean isConsumer = ObjectHelper.isNotEmpty(consumer);
        boolean isApplication = ObjectHelper.isNotEmpty(application);
        if (!isConsumer && !isApplication) {
            problems.add(
                    "consumerName",
                    null,
                    "is missing: the processes that share a stream find each other in the DynamoDB table of that name",
                    "Example: consumerName=orders-reader, the same in each of them. What is written only needs no"
                            + " useKclConsumers");
            return null;
        }
        if (isConsumer && isApplication && !consumer.equals(application)) {
            problems.add(
                    "applicationName",
                    application,
                    "is not the consumerName, '" + consumer + "', and both are the name of the lease table",
                    "Leave applicationName away");
        }
        String option = isConsumer ? "consumerName" : "applicationName";
        checkName(option, isConsumer ? consumer : application, endpoint.isFanOut(), problems);
        return isConsumer ? consumer : application;
    }

    private static void checkName(String option, String name, boolean fanOut, Problems problems) {
        String example = "Example: " + option + "=orders-reader";
        if (!TABLE_NAME.matcher(name).matches()) {
            problems.add(
                    option,
                    name,
                    "is not 3 to 255 letters, digits or any of _ . -, as the name of a DynamoDB table must be",
                    example);
        } else if (fanOut && name.length() > LONGEST_FAN_OUT_NAME) {
            problems.add(
                    option,
                    name,
                    "has " + name.length() + " characters, and a stream takes consumers with " + LONGEST_FAN_OUT_NAME
                            + " at most",
                    example);
        }
    }

    private static void checkUnsuitable(KinesisEndpoint endpoint, Problems problems) {
        String shard = endpoint.getConfiguration().getShardId();
        if (ObjectHelper.isNotEmpty(shard)) {
            problems.add(
                    "shardId",
                    shard,
                    "does not go with useKclConsumers=true, which shares all shards among the processes",
                    "Leave one of the two away");
        }
        if (ObjectHelper.isNotEmpty(endpoint.getCheckpointStore())) {
            problems.add(
                    "checkpointStore",
                    String.valueOf(endpoint.getCheckpointStore()),
                    "does not go with useKclConsumers=true, which keeps the positions in the lease table",
                    "Leave one of the two away");
        }
    }

    private static void checkClients(Kinesis2Configuration configuration, Problems problems) {
        if (configuration.getAmazonKinesisClient() != null) {
            problems.add(
                    "amazonKinesisClient",
                    null,
                    "does not go with useKclConsumers=true, which needs a client that does not block",
                    "Set amazonKinesisAsyncClient instead, or leave it away");
        }
    }

    /** Whether a client is needed that the user did not supply. */
    boolean needsOwnClients(Kinesis2Configuration configuration) {
        return configuration.getAmazonKinesisAsyncClient() == null
                || configuration.getDynamoDbAsyncClient() == null
                || metrics && configuration.getCloudWatchAsyncClient() == null;
    }
}
