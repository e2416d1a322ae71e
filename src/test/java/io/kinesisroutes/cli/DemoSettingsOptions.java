// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.local.LocalCredentials;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What points the project's own settings at a local AWS, for one deployment. */
final class DemoSettingsOptions {

    private DemoSettingsOptions() {}

    /** @param own who the deployment is; a session token is taken along */
    static Map<String, String> of(URI aws, LocalCredentials own) {
        String component = "camel.component.aws2-kinesis.";
        Map<String, String> settings = new TreeMap<>();
        settings.put(component + "overrideEndpoint", "true");
        settings.put(component + "uriEndpointOverride", aws.toString());
        settings.put(component + "stsUriEndpointOverride", aws.toString());
        settings.put(component + "accessKey", own.accessKeyId());
        settings.put(component + "secretKey", own.secretAccessKey());
        if (own.sessionToken() != null) {
            settings.put(component + "sessionToken", own.sessionToken());
        }
        return settings;
    }

    /** The words of a command with its settings behind them. */
    static String[] command(Map<String, String> settings, List<String> words) {
        List<String> all = new ArrayList<>(words);
        settings.forEach((key, value) -> all.add("-p" + key + "=" + value));
        return all.toArray(String[]::new);
    }
}
