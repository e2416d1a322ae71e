// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.routes;

import io.kinesisroutes.local.LocalAws;
import io.kinesisroutes.local.LocalCredentials;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.main.Main;

/** This project's own routes and application.properties, with some settings of a test in their place. */
public final class RouteApplication implements AutoCloseable {

    private static final String IN_MEMORY = "#class:org.apache.camel.support.processor.state.MemoryStateRepository";

    private final Main main = new Main();

    public RouteApplication(LocalAws aws, LocalCredentials own, Map<String, String> settings) {
        this(properties(aws, own, settings));
    }

    RouteApplication(Properties overrides) {
        main.setPropertyPlaceholderLocations("file:application.properties");
        main.setOverrideProperties(overrides);
    }

    static Properties properties(LocalAws aws, LocalCredentials own, Map<String, String> settings) {
        Properties properties = new Properties();
        for (String component : new String[] {"aws2-kinesis", "aws2-sts"}) {
            String prefix = "camel.component." + component + ".";
            properties.setProperty(prefix + "overrideEndpoint", "true");
            properties.setProperty(
                    prefix + "uriEndpointOverride", aws.endpoint().toString());
            properties.setProperty(prefix + "accessKey", own.accessKeyId());
            properties.setProperty(prefix + "secretKey", own.secretAccessKey());
        }
        properties.setProperty(
                "camel.component.aws2-kinesis.stsUriEndpointOverride",
                aws.endpoint().toString());
        properties.setProperty("camel.component.aws2-kinesis.checkpointStore", IN_MEMORY);
        properties.setProperty("camel.component.aws2-sts.useDefaultCredentialsProvider", "false");
        properties.putAll(settings);
        return properties;
    }

    public RouteApplication start() throws Exception {
        main.start();
        return this;
    }

    Main main() {
        return main;
    }

    @Override
    public void close() {
        main.stop();
    }
}
