// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.math.BigInteger;
import java.time.Duration;

/** More shards than one page of ListShards holds. */
record ManyShards() implements Scenario {

    private static final int SHARDS = 1200;
    private static final BigInteger KEYS = BigInteger.ONE.shiftLeft(128);

    @Override
    public String name() {
        return "1200 shards";
    }

    @Override
    public Setup setup() {
        return Setup.defaults().withShards(SHARDS).withPatience(Duration.ofSeconds(30));
    }

    @Override
    public void play(Stage stage) throws Exception {
        stage.publishWith(number -> put(stage, number));
        stage.publisher().burst(SHARDS);
        stage.start();
        stage.publisher().burst(SHARDS);
    }

    /** A partition key for each shard. */
    private static void put(Stage stage, int number) {
        int shard = number % SHARDS;
        BigInteger hashKey = KEYS.multiply(BigInteger.valueOf(2L * shard + 1)).divide(BigInteger.valueOf(2L * SHARDS));
        String key = "key-" + shard;
        stage.stream().put(key, hashKey.toString(), Numbered.body(number, key));
    }
}
