// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.local.LocalAws;
import io.kinesisroutes.local.LocalCredentials;
import java.net.URI;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.aws2.kinesis.Kinesis2Configuration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** A Camel application with our component bound, on a local AWS or on what stands in for Kinesis. */
public final class Deployment implements AutoCloseable {

    private final CamelContext context = new DefaultCamelContext();

    /**
     * @param accountName its account name; {@code null} for none
     * @param own its own identity
     */
    Deployment(LocalAws aws, String accountName, LocalCredentials own) {
        this(aws.endpoint(), accountName, AwsBasicCredentials.create(own.accessKeyId(), own.secretAccessKey()));
    }

    /**
     * @param endpoint where Kinesis is, and STS if a route asks for a role
     * @param accountName its account name; {@code null} for none
     * @param own its own identity
     */
    public Deployment(URI endpoint, String accountName, AwsCredentials own) {
        KinesisComponent component = new KinesisComponent();
        component.setExternalId(accountName);
        component.setCheckpointStore(new MemoryStateRepository());
        component.setStsUriEndpointOverride(endpoint.toString());
        Kinesis2Configuration configuration = component.getConfiguration();
        configuration.setOverrideEndpoint(true);
        configuration.setUriEndpointOverride(endpoint.toString());
        configuration.setRegion("eu-west-1");
        configuration.setAccessKey(own.accessKeyId());
        configuration.setSecretKey(own.secretAccessKey());
        context.addComponent("aws2-kinesis", component);
        context.getShutdownStrategy().setTimeout(5);
    }

    public Deployment start(RouteBuilder... routes) throws Exception {
        for (RouteBuilder builder : routes) {
            context.addRoutes(builder);
        }
        context.start();
        return this;
    }

    public CamelContext context() {
        return context;
    }

    public ProducerTemplate template() {
        return context.createProducerTemplate();
    }

    KinesisComponent component() {
        return context.getComponent("aws2-kinesis", KinesisComponent.class);
    }

    @Override
    public void close() {
        context.stop();
    }
}
