// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Kinesis, STS and IAM on one loopback port of this JVM, for tests and demonstrations; CloudWatch, as far as it takes metrics;
 * and DynamoDB, where a DynamoDB Local stands behind it. It refuses what AWS refuses:
 * unknown callers, wrong signatures, expired sessions, trust policies, permissions, limits. Thread-safe. Everything is
 * in memory and gone after {@link #close}.
 */
public final class LocalAws implements AutoCloseable {
    private static final int EVENT_LOOPS = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final Vertx vertx;
    private final Accounts accounts;
    private final Faults faults = new Faults();
    private final CallLog calls = new CallLog();
    private final AccessKeys keys = new AccessKeys();
    private final MetricsService metrics;
    private final Function<URI, DynamoDbService> tables;
    private final URI endpoint;
    private volatile DynamoDbService dynamoDb;

    private LocalAws(LocalAwsOptions options) {
        Environment environment = new Environment(options.clock(), options.partition(), keys, new Identities());
        Authenticator authenticator = new Authenticator(environment.keys(), options);
        Monitoring monitoring = new Monitoring(faults, calls);
        accounts = new Accounts(environment);
        KinesisService kinesis = new KinesisService(accounts, authenticator, options, monitoring, environment);
        StsService sts = new StsService(accounts, authenticator, options, monitoring, environment);
        metrics = new MetricsService(authenticator, monitoring);
        tables = behind -> new DynamoDbService(authenticator, monitoring, environment.partition(), behind);
        vertx = Vertx.vertx(vertxOptions());
        HttpFront front = new HttpFront(vertx, options.signingClock(), call -> handle(call, kinesis, sts));
        endpoint = URI.create("http://127.0.0.1:" + listen(front, options.port()));
    }

    private HttpAnswer handle(HttpCall call, KinesisService kinesis, StsService sts) {
        String target = call.header("x-amz-target").orElse("");
        if (dynamoDb != null && target.startsWith(DynamoDbService.TARGET)) {
            return dynamoDb.handle(call);
        }
        if (MetricsService.isFor(call)) {
            return metrics.handle(call);
        }
        return target.isEmpty() ? sts.handle(call) : kinesis.handle(call);
    }

    private int listen(HttpFront front, int port) {
        try {
            return front.listen(port, EVENT_LOOPS);
        } catch (CompletionException e) {
            close();
            throw new IllegalStateException("LocalAws cannot listen on port " + port, e);
        }
    }

    /** Starts on a free port with the defaults. */
    public static LocalAws start() {
        return start(LocalAwsOptions.defaults());
    }

    public static LocalAws start(LocalAwsOptions options) {
        return new LocalAws(options);
    }

    /** The endpoint of Kinesis and of STS, whatever the region. */
    public URI endpoint() {
        return endpoint;
    }

    /**
     * Answers for DynamoDB too from now on: asks who calls and what he may, and leaves the rest to another.
     *
     * @param behind a DynamoDB Local, which has one set of tables for all accounts and regions
     */
    public LocalAws dynamoDb(URI behind) {
        dynamoDb = tables.apply(behind);
        return this;
    }

    /**
     * An account, created when it is first asked for.
     *
     * @param accountId 12 digits
     */
    public LocalAccount account(String accountId) {
        return accounts.getOrCreate(accountId);
    }

    /** The credentials of every user, and of every session that STS issued so far. */
    public List<LocalCredentials> credentials() {
        return keys.all().stream().map(AccessKey::credentials).toList();
    }

    public Faults faults() {
        return faults;
    }

    public CallLog calls() {
        return calls;
    }

    /** Stops the server; open connections are closed. */
    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static VertxOptions vertxOptions() {
        FileSystemOptions noCache =
                new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
        return new VertxOptions()
                .setEventLoopPoolSize(EVENT_LOOPS)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setUseDaemonThread(true)
                .setFileSystemOptions(noCache);
    }
}
