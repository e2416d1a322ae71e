// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.net.URI;
import java.time.Duration;

/**
 * A round as a subject is told of it. Immutable.
 *
 * @param records to be read
 * @param shards of each stream
 * @param onlyShard whether all records are in the first shard and who can reads that one alone
 */
record RoundSpec(Access access, long records, int shards, boolean onlyShard, BenchCase.Reading reading) {

    /**
     * Where the emulator is, and as whom to call it.
     *
     * @param dynamoDb where lease tables are; {@code null} if the stream is not shared
     */
    record Access(URI endpoint, String accessKey, String secretKey, URI dynamoDb) {
        static Access of(Line line) {
            String dynamoDb = line.values().get("dynamoDb");
            return new Access(
                    URI.create(line.text("endpoint")),
                    line.text("accessKey"),
                    line.text("secretKey"),
                    dynamoDb == null ? null : URI.create(dynamoDb));
        }
    }

    static RoundSpec of(Line line) {
        BenchCase.Reading reading = new BenchCase.Reading(
                MeterKind.valueOf(line.text("meter")),
                (int) line.number("readsPerSecond"),
                (int) line.number("recordsPerExchange"),
                (int) line.number("sleepMillis"),
                Duration.parse(line.text("patience")));
        return new RoundSpec(
                Access.of(line), line.number("records"), (int) line.number("shards"), line.flag("onlyShard"), reading);
    }

    static Line line(BenchCase.Service service, BenchCase.Reading reading) {
        return Line.of("go")
                .with("records", service.records())
                .with("shards", service.shards())
                .with("onlyShard", service.skewed())
                .with("meter", reading.meter())
                .with("readsPerSecond", reading.readsPerSecond())
                .with("recordsPerExchange", reading.recordsPerExchange())
                .with("sleepMillis", reading.sleepMillis())
                .with("patience", reading.patience());
    }

    boolean lifted() {
        return reading.readsPerSecond() == 0;
    }
}
