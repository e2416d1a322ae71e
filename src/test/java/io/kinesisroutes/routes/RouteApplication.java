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
        main.setPropertyPlaceholderLocations("file:application.properties");
        Properties properties = new Properties();
        properties.setProperty("camel.component.aws2-kinesis.overrideEndpoint", "true");
        properties.setProperty(
                "camel.component.aws2-kinesis.uriEndpointOverride",
                aws.endpoint().toString());
        properties.setProperty(
                "camel.component.aws2-kinesis.stsUriEndpointOverride",
                aws.endpoint().toString());
        properties.setProperty("camel.component.aws2-kinesis.checkpointStore", IN_MEMORY);
        properties.setProperty("camel.component.aws2-kinesis.accessKey", own.accessKeyId());
        properties.setProperty("camel.component.aws2-kinesis.secretKey", own.secretAccessKey());
        properties.setProperty("camel.component.aws2-sts.overrideEndpoint", "true");
        properties.setProperty(
                "camel.component.aws2-sts.uriEndpointOverride", aws.endpoint().toString());
        properties.setProperty("camel.component.aws2-sts.useDefaultCredentialsProvider", "false");
        properties.setProperty("camel.component.aws2-sts.accessKey", own.accessKeyId());
        properties.setProperty("camel.component.aws2-sts.secretKey", own.secretAccessKey());
        properties.putAll(settings);
        main.setOverrideProperties(properties);
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
