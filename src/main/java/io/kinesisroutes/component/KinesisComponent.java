// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.access.KinesisClients;
import io.kinesisroutes.config.ConfigurationException;
import io.kinesisroutes.config.Problems;
import io.kinesisroutes.source.ReadPace;
import io.kinesisroutes.stream.KinesisLimits;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.component.aws2.kinesis.Kinesis2Component;
import org.apache.camel.component.aws2.kinesis.Kinesis2Configuration;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.PluginHelper;

/**
 * A drop-in component for {@code aws2-kinesis:} URIs. It does nothing until it is bound under that name, with
 * {@code context.addComponent("aws2-kinesis", new KinesisComponent())} or, in properties, by {@link KinesisConfiguration}.
 *
 * <p>One instance serves one party: its {@code externalId} is sent to every role that an endpoint of it assumes. Who runs
 * routes of several parties in one JVM gives each an instance of its own.
 */
// The annotations carry a name of our own: under aws2-kinesis the generated service files would compete with the stock
// component's by their order on the class path.
@Component("kinesis-routes")
public class KinesisComponent extends Kinesis2Component {

    static final String NAME = "kinesis-routes";

    private final KinesisClients clients = new KinesisClients();
    private final Map<String, ReadPace> paces = new ConcurrentHashMap<>();

    @Metadata(
            label = "security",
            description = "The account name of this deployment. It is sent as ExternalId whenever a role is assumed, is"
                    + " required as soon as an endpoint has a roleArn, and cannot be set on an endpoint.")
    private String externalId;

    @Metadata(
            label = "advanced",
            description =
                    "An STS endpoint in place of AWS's regional one, for example http://127.0.0.1:4566. Without TLS"
                            + " it must be on this machine.")
    private String stsUriEndpointOverride;

    @Metadata(
            label = "advanced",
            description = "A DynamoDB endpoint in place of AWS's, for the lease tables of useKclConsumers, for example"
                    + " http://127.0.0.1:8000. Without TLS it must be on this machine.")
    private String dynamoDbUriEndpointOverride;

    @Metadata(
            label = "advanced",
            description =
                    "A CloudWatch endpoint in place of AWS's, for the metrics of useKclConsumers. Without TLS it must"
                            + " be on this machine.")
    private String cloudWatchUriEndpointOverride;

    @Metadata(
            label = "consumer",
            description =
                    "Where the positions in the streams are kept for endpoints that do not say it themselves: file:"
                            + " and a directory, or a StateRepository<String,String>. Default: file:checkpoints.")
    private Object checkpointStore;

    /** For binding by class name. */
    public KinesisComponent() {
        this(null);
    }

    /** @param context may be {@code null}: Camel sets it when it adds the component */
    public KinesisComponent(CamelContext context) {
        super(context);
        getConfiguration().setMaxResultsPerRequest(KinesisLimits.RECORDS_PER_READ);
        // AWS charges for each of them, and nobody asked.
        getConfiguration().setKclDisableCloudwatchMetricsExport(true);
        // A client that Camel finds in the registry has the identity of somebody else's choice.
        setAutowiredEnabled(false);
    }

    /**
     * @throws ConfigurationException with every problem of the URI's options at once
     */
    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        Problems problems = new Problems();
        Kinesis2Configuration configuration = getConfiguration().copy();
        configuration.setStreamName(remaining);
        KinesisEndpoint endpoint = new KinesisEndpoint(uri, configuration, this);
        OptionBinder.bind(endpoint, parameters, problems);
        endpoint.check(problems);
        problems.throwIfAny("aws2-kinesis:" + remaining);
        return endpoint;
    }

    KinesisClients clients() {
        return clients;
    }

    /** The pace that all consumers of a stream in this component share. */
    ReadPace paceOf(String streamId, int readsPerSecond) {
        return paces.computeIfAbsent(streamId + " " + readsPerSecond, key -> new ReadPace(readsPerSecond));
    }

    /** The id of the route that somebody wrote, where the one that reads was made for it. */
    String writtenRoute(String routeId) {
        return routeId;
    }

    @Override
    protected void doStart() {
        // The stock component would take its one client for all endpoints here; ours have their own.
    }

    @Override
    protected void doStop() {
        // Each endpoint gives its clients back; one that the user made is not ours to close.
    }

    @Override
    public PropertyConfigurer getEndpointPropertyConfigurer() {
        return configurer("-endpoint-configurer");
    }

    @Override
    public PropertyConfigurer getComponentPropertyConfigurer() {
        return configurer("-component-configurer");
    }

    private PropertyConfigurer configurer(String suffix) {
        return PluginHelper.getConfigurerResolver(getCamelContext().getCamelContextExtension())
                .resolvePropertyConfigurer(NAME + suffix, getCamelContext());
    }

    public String getExternalId() {
        return externalId;
    }

    public void setExternalId(String externalId) {
        this.externalId = externalId;
    }

    public String getStsUriEndpointOverride() {
        return stsUriEndpointOverride;
    }

    public void setStsUriEndpointOverride(String stsUriEndpointOverride) {
        this.stsUriEndpointOverride = stsUriEndpointOverride;
    }

    public String getDynamoDbUriEndpointOverride() {
        return dynamoDbUriEndpointOverride;
    }

    public void setDynamoDbUriEndpointOverride(String dynamoDbUriEndpointOverride) {
        this.dynamoDbUriEndpointOverride = dynamoDbUriEndpointOverride;
    }

    public String getCloudWatchUriEndpointOverride() {
        return cloudWatchUriEndpointOverride;
    }

    public void setCloudWatchUriEndpointOverride(String cloudWatchUriEndpointOverride) {
        this.cloudWatchUriEndpointOverride = cloudWatchUriEndpointOverride;
    }

    public Object getCheckpointStore() {
        return checkpointStore;
    }

    public void setCheckpointStore(Object checkpointStore) {
        this.checkpointStore = checkpointStore;
    }
}
