// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.access.Connection;
import io.kinesisroutes.config.Problems;
import io.kinesisroutes.stream.StreamRef;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.aws2.kinesis.Kinesis2Configuration;
import org.apache.camel.component.aws2.kinesis.Kinesis2Endpoint;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;

/**
 * Carry records in and out of a Kinesis stream, also one in another AWS account, at least once.
 */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = "kinesis-routes",
        extendsScheme = "aws2-kinesis",
        title = "Kinesis Routes",
        syntax = "kinesis-routes:streamName",
        category = {Category.CLOUD, Category.MESSAGING},
        headersClass = KinesisHeaders.class)
public class KinesisEndpoint extends Kinesis2Endpoint implements MultipleConsumersSupport {

    @UriParam(
            label = "security",
            description = "The role through which the stream is reached, for example"
                    + " arn:aws:iam::111122223333:role/OrdersReader. Several with commas between them are a chain: each is"
                    + " assumed by the one before. Without it the deployment's own identity calls Kinesis.")
    private String roleArn;

    @UriParam(
            label = "security",
            description = "The name of the role's session, as the owner of the stream sees it in CloudTrail. Default:"
                    + " kinesis-routes- and the account name.")
    private String roleSessionName;

    @UriParam(
            label = "common",
            enums = "json",
            defaultValue = "json",
            description = "What the records hold. JSON is the only format.")
    private String format = "json";

    @UriParam(
            label = "producer",
            defaultValue = "120000",
            description = "How long records that AWS does not take are sent again before the exchange fails, in"
                    + " milliseconds.")
    private long deliveryTimeoutMillis = 120_000;

    @UriParam(
            label = "producer",
            description =
                    "The partition key of a record without the header CamelAwsKinesisPartitionKey, in the Simple"
                            + " language, for example ${jsonpath($.account)} or ${header.account}. In a list body it is evaluated"
                            + " for each element, as the body of an exchange of its own. Without it a record gets a random key.")
    private String partitionKey;

    @UriParam(
            label = "producer",
            defaultValue = "5",
            description =
                    "How long a record waits for others to share its request while other requests are under way, in"
                            + " milliseconds.")
    private long lingerMillis = 5;

    @UriParam(
            label = "producer",
            defaultValue = "8",
            description = "How many PutRecords requests may be under way at the same time.")
    private int maxInFlightRequests = 8;

    @UriParam(
            label = "producer",
            defaultValue = "67108864",
            description = "How many bytes may wait to be stored, partition keys counted. Who sends more waits.")
    private int maxBufferedBytes = 64 * 1024 * 1024;

    @UriParam(
            label = "producer",
            defaultValue = "1000",
            description = "How many records a second are written to a shard. AWS allows 1000, and 1 MiB a second; 0"
                    + " lifts both.")
    private int maxWritesPerSecond = 1_000;

    @UriParam(
            label = "consumer",
            description =
                    "The name under which the positions in the stream are kept. One consumer runs once. Default: the"
                            + " id of the route. With useKclConsumers it is also the name of the lease table, and must be"
                            + " said: it is the same in each process, and runs once in each.")
    private String consumerName;

    @UriParam(
            label = "consumer",
            description = "Where the positions in the stream are kept: file: and a directory, or a reference to a"
                    + " StateRepository<String,String>. Default: what the component says, else file:checkpoints.")
    private Object checkpointStore;

    @UriParam(
            label = "consumer",
            defaultValue = "1000",
            description =
                    "How often the positions are saved, in milliseconds. What was delivered since comes again after"
                            + " a crash.")
    private long checkpointIntervalMillis = 1_000;

    @UriParam(
            label = "consumer",
            defaultValue = "2000",
            description = "How many records of a shard may be delivered beyond the last one up to which all are done. 1"
                    + " keeps strict order also through asynchronous endpoints.")
    private int maxInFlight = 2_000;

    @UriParam(
            label = "consumer",
            defaultValue = "1",
            description = "How many records make an exchange, at most. With more than 1 the body is a list of messages,"
                    + " each with the body and the headers of its record, and all of them are done or none.")
    private int recordsPerExchange = 1;

    @UriParam(
            label = "consumer",
            defaultValue = "5",
            description =
                    "How often a shard is read a second, by all consumers of the stream in this component together."
                            + " AWS allows 5, and 2 MiB a second; 0 lifts both.")
    private int maxReadsPerSecond = 5;

    @UriParam(
            label = "consumer",
            defaultValue = "16",
            description =
                    "How many shards are processed at the same time, at most: a blocking route gets one thread for"
                            + " each.")
    private int shardConcurrency = 16;

    @UriParam(
            label = "consumer",
            defaultValue = "false",
            description =
                    "With useKclConsumers: whether the stream sends its records to this consumer by itself, with 2"
                            + " MiB a second for each shard that nobody else uses. AWS charges for it.")
    private boolean fanOut;

    @UriParam(
            label = "consumer",
            enums = "moderate,aggressive",
            defaultValue = "moderate",
            description =
                    "With useKclConsumers: how soon the shards of a process that died are taken over. What is sooner"
                            + " costs more requests to DynamoDB, and takes a pause of a process for its death.")
    private String kclTuning = "moderate";

    private EndpointSettings settings;

    KinesisEndpoint(String uri, Kinesis2Configuration configuration, KinesisComponent component) {
        super(uri, configuration, component);
    }

    /** Reads the options once they are all set. */
    void check(Problems problems) {
        settings = EndpointSettings.of(this, problems);
    }

    /** Which stream the options name. */
    public StreamRef stream() {
        return settings.stream();
    }

    /** As whom and where the options say that AWS is called. */
    public Connection connection() {
        return settings.connection();
    }

    EndpointSettings settings() {
        return settings;
    }

    @Override
    protected void doStart() {
        // The stock endpoint would make its client here; each of our consumers and producers has its own connection.
    }

    @Override
    public void doStop() {
        // Nothing was made.
    }

    @Override
    public Producer createProducer() {
        return new KinesisProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        KinesisConsumer consumer = new KinesisConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    /** Several routes may read one stream with the same options: each keeps its own positions, under its own id. */
    @Override
    public boolean isMultipleConsumersSupported() {
        return true;
    }

    @Override
    public KinesisComponent getComponent() {
        return (KinesisComponent) super.getComponent();
    }

    public String getRoleArn() {
        return roleArn;
    }

    public void setRoleArn(String roleArn) {
        this.roleArn = roleArn;
    }

    public String getRoleSessionName() {
        return roleSessionName;
    }

    public void setRoleSessionName(String roleSessionName) {
        this.roleSessionName = roleSessionName;
    }

    public String getFormat() {
        return format;
    }

    public void setFormat(String format) {
        this.format = format;
    }

    public long getDeliveryTimeoutMillis() {
        return deliveryTimeoutMillis;
    }

    public void setDeliveryTimeoutMillis(long deliveryTimeoutMillis) {
        this.deliveryTimeoutMillis = deliveryTimeoutMillis;
    }

    public String getPartitionKey() {
        return partitionKey;
    }

    public void setPartitionKey(String partitionKey) {
        this.partitionKey = partitionKey;
    }

    public long getLingerMillis() {
        return lingerMillis;
    }

    public void setLingerMillis(long lingerMillis) {
        this.lingerMillis = lingerMillis;
    }

    public int getMaxInFlightRequests() {
        return maxInFlightRequests;
    }

    public void setMaxInFlightRequests(int maxInFlightRequests) {
        this.maxInFlightRequests = maxInFlightRequests;
    }

    public int getMaxBufferedBytes() {
        return maxBufferedBytes;
    }

    public void setMaxBufferedBytes(int maxBufferedBytes) {
        this.maxBufferedBytes = maxBufferedBytes;
    }

    public int getMaxWritesPerSecond() {
        return maxWritesPerSecond;
    }

    public void setMaxWritesPerSecond(int maxWritesPerSecond) {
        this.maxWritesPerSecond = maxWritesPerSecond;
    }

    public String getConsumerName() {
        return consumerName;
    }

    public void setConsumerName(String consumerName) {
        this.consumerName = consumerName;
    }

    public Object getCheckpointStore() {
        return checkpointStore;
    }

    public void setCheckpointStore(Object checkpointStore) {
        this.checkpointStore = checkpointStore;
    }

    public long getCheckpointIntervalMillis() {
        return checkpointIntervalMillis;
    }

    public void setCheckpointIntervalMillis(long checkpointIntervalMillis) {
        this.checkpointIntervalMillis = checkpointIntervalMillis;
    }

    public int getMaxInFlight() {
        return maxInFlight;
    }

    public void setMaxInFlight(int maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    public int getRecordsPerExchange() {
        return recordsPerExchange;
    }

    public void setRecordsPerExchange(int recordsPerExchange) {
        this.recordsPerExchange = recordsPerExchange;
    }

    public int getMaxReadsPerSecond() {
        return maxReadsPerSecond;
    }

    public void setMaxReadsPerSecond(int maxReadsPerSecond) {
        this.maxReadsPerSecond = maxReadsPerSecond;
    }

    public int getShardConcurrency() {
        return shardConcurrency;
    }

    public void setShardConcurrency(int shardConcurrency) {
        this.shardConcurrency = shardConcurrency;
    }

    public boolean isFanOut() {
        return fanOut;
    }

    public void setFanOut(boolean fanOut) {
        this.fanOut = fanOut;
    }

    public String getKclTuning() {
        return kclTuning;
    }

    public void setKclTuning(String kclTuning) {
        this.kclTuning = kclTuning;
    }
}
