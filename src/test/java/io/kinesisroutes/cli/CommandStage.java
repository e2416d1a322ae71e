// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.demo.DemoAccounts;
import io.kinesisroutes.demo.Earthquakes;
import io.kinesisroutes.local.LocalAws;
import io.kinesisroutes.local.LocalAwsOptions;
import io.kinesisroutes.local.LocalCredentials;
import io.kinesisroutes.local.LocalStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A local AWS with the accounts of the demo, and commands that work on it with the project's own settings. */
final class CommandStage implements AutoCloseable {

    final LocalAws aws;
    final DemoAccounts accounts;
    private final Map<String, String> settings = new TreeMap<>();

    CommandStage() {
        this(LocalAwsOptions.defaults());
    }

    CommandStage(LocalAwsOptions options) {
        aws = LocalAws.start(options);
        accounts = new DemoAccounts(aws);
        LocalCredentials own = accounts.deployment();
        String component = "camel.component.aws2-kinesis.";
        with(component + "overrideEndpoint", "true");
        with(component + "uriEndpointOverride", aws.endpoint().toString());
        with(component + "stsUriEndpointOverride", aws.endpoint().toString());
        with(component + "checkpointStore", "file:target/no-checkpoints-here");
        with(component + "accessKey", own.accessKeyId());
        with(component + "secretKey", own.secretAccessKey());
    }

    CommandStage with(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    /** A stream of the deployment's own in place of the earthquakes: plain JSON, no role. */
    LocalStream ownSource(int shards) {
        with("source.stream", "orders");
        with("source.aws.credentials.role.arn", "");
        with("source.schema", "");
        return aws.account("999988887777").createStream("eu-west-1", "orders", shards);
    }

    /** The reports and a damaged copy of every 50th. */
    void publishEarthquakes() {
        List<byte[]> good = Earthquakes.good();
        List<byte[]> all = new ArrayList<>(good);
        all.addAll(Earthquakes.damaged(good));
        for (byte[] report : all) {
            accounts.source().put("earthquake-" + all.indexOf(report), report);
        }
    }

    CommandRun run(String... words) {
        return CommandRun.of(words(words).toArray(String[]::new));
    }

    /** A command with the settings behind it. */
    List<String> words(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        settings.forEach((name, value) -> all.addAll(List.of("-p", name + "=" + value)));
        return all;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        aws.close();
    }
}
