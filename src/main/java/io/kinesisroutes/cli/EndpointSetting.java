// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * An option of an endpoint, as the routes take it from the settings.
 *
 * @param option of the endpoint
 * @param name of the setting, behind {@code source.} or {@code sink.}
 */
record EndpointSetting(String option, String name) {

    private static final List<EndpointSetting> BOTH = List.of(
            new EndpointSetting("region", "aws.region"),
            new EndpointSetting("roleArn", "aws.credentials.role.arn"),
            new EndpointSetting("format", "format"));

    private static final List<EndpointSetting> SOURCE = List.of(
            new EndpointSetting("iteratorType", "position"),
            new EndpointSetting("messageTimestamp", "timestamp"),
            new EndpointSetting("consumerName", "consumer"),
            new EndpointSetting("useKclConsumers", "shared"),
            new EndpointSetting("fanOut", "fan-out"),
            new EndpointSetting("kclTuning", "tuning"));

    static List<EndpointSetting> of(Side side) {
        List<EndpointSetting> all = new ArrayList<>(BOTH);
        if (side == Side.SOURCE) {
            all.addAll(SOURCE);
        }
        return all;
    }

    String setting(Side side) {
        return side + "." + name;
    }
}
