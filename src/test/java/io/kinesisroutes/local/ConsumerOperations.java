// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The operations on consumers that are registered for enhanced fan-out. Thread-safe: no state. */
final class ConsumerOperations {
    private static final Pattern CONSUMER_ARN =
            Pattern.compile("(arn:aws.*:kinesis:.*:\\d{12}:stream/[^/\\s]+)/consumer/([a-zA-Z0-9_.-]+):(\\d+)");

    private ConsumerOperations() {}

    static void checkRegister(Fields in, Constraints constraints) {
        constraints.present("streamARN", in.has("StreamARN"));
        constraints.present("consumerName", in.has("ConsumerName"));
        Shapes.stream(in, constraints);
        constraints.text("consumerName", in.text("ConsumerName"), 1, 128, Shapes.NAME);
    }

    static Reply register(KinesisCall call) {
        String name = call.in().text("ConsumerName").orElseThrow();
        StreamConsumer consumer = new StreamConsumer(call.address(), name, call.now());
        if (!call.stream().register(consumer)) {
            throw AwsError.kinesis("ResourceInUseException", consumer.described() + " already exists.");
        }
        return out -> out.object("Consumer", () -> consumer(out, consumer));
    }

    static void checkDescribe(Fields in, Constraints constraints) {
        Shapes.stream(in, constraints);
        constraints.text("consumerName", in.text("ConsumerName"), 1, 128, Shapes.NAME);
        constraints.text("consumerARN", in.text("ConsumerARN"), 1, 2048, Shapes.ANY);
    }

    /** By its own ARN, or by its name at a stream. */
    static StreamAddress locate(Fields in, StreamAddress callersPlace) {
        return in.text("ConsumerARN")
                .map(arn -> Locators.parse(parts(arn).group(1)))
                .orElseGet(() -> Locators.nameOrArn(in, callersPlace));
    }

    /** Without the time of its registration where the caller does not say it. */
    static String resource(Fields in, StreamAddress stream) {
        return in.text("ConsumerARN")
                .orElseGet(() ->
                        stream.arn() + "/consumer/" + in.text("ConsumerName").orElse(""));
    }

    static Reply describe(KinesisCall call) {
        String name = call.in()
                .text("ConsumerARN")
                .map(arn -> parts(arn).group(2))
                .or(() -> call.in().text("ConsumerName"))
                .orElseThrow(() -> AwsError.invalidArgument("Either ConsumerARN or ConsumerName must be specified."));
        StreamConsumer consumer = call.stream()
                .consumer(name)
                .orElseThrow(() -> AwsError.notFound(
                        new StreamConsumer(call.address(), name, call.now()).described() + " not found."));
        return out -> out.object("ConsumerDescription", () -> {
            consumer(out, consumer);
            out.field("StreamARN", call.address().arn());
        });
    }

    private static Matcher parts(String arn) {
        Matcher parts = CONSUMER_ARN.matcher(arn);
        if (!parts.matches()) {
            throw AwsError.invalidArgument("Invalid ConsumerARN: " + arn);
        }
        return parts;
    }

    private static void consumer(ReplyWriter out, StreamConsumer consumer) throws IOException {
        out.field("ConsumerName", consumer.name());
        out.field("ConsumerARN", consumer.arn());
        out.field("ConsumerStatus", "ACTIVE");
        out.field("ConsumerCreationTimestamp", consumer.created());
    }
}
