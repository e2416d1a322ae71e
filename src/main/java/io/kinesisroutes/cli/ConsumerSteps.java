// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.component.KinesisEndpoint;
import io.kinesisroutes.component.SharedConsumer;
import io.kinesisroutes.component.StreamConnection;
import io.kinesisroutes.kcl.LeaseTableLook;
import io.kinesisroutes.stream.KinesisFailure;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.kinesis.model.ConsumerDescription;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;

/** Checks the consumer that a source with enhanced fan-out registers at its stream. Registers none. */
final class ConsumerSteps {

    static final String DESCRIBE = "describe its consumer";
    static final String REGISTER = "register its consumer";
    static final String SUBSCRIBE = "subscribe its consumer";

    private final KinesisEndpoint endpoint;
    private final StreamConnection connection;
    private final Consumer<CheckStep> steps;
    private final String name;

    ConsumerSteps(KinesisEndpoint endpoint, StreamConnection connection, Consumer<CheckStep> steps) {
        this.endpoint = endpoint;
        this.connection = connection;
        this.steps = steps;
        name = SharedConsumer.of(endpoint).orElseThrow().name();
    }

    /** Says of each step why it is not tried. */
    static void skip(Consumer<CheckStep> steps) {
        Stream.of(DESCRIBE, SUBSCRIBE).forEach(name -> steps.accept(CheckStep.notTried(name, StreamSteps.NOBODY)));
    }

    void run() {
        String stream = connection.streamId();
        try {
            stream = arn(stream);
            steps.accept(step(new LeaseTableLook(name, connection.leaseClients()).consumer(stream)));
        } catch (KinesisFailure.NotFound e) {
            steps.accept(CheckStep.ok(DESCRIBE, name + " is not registered yet"));
            steps.accept(CheckStep.notTried(
                    REGISTER,
                    "it is registered at the first start; to try kinesis:RegisterStreamConsumer would do it"));
        } catch (KinesisFailure e) {
            String resource = stream + "/consumer/" + name;
            steps.accept(
                    e.isRetryable()
                            ? CheckStep.unknown(DESCRIBE, Fixes.said(e))
                            : CheckStep.failed(
                                    DESCRIBE,
                                    Fixes.said(e),
                                    Fixes.stream(e, "kinesis:DescribeStreamConsumer", resource, endpoint)));
        }
        steps.accept(CheckStep.notTried(SUBSCRIBE, "it would take the shard from the worker that reads it"));
    }

    private String arn(String stream) {
        return stream.startsWith("arn:") ? stream : connection.api().summary().streamARN();
    }

    private CheckStep step(ConsumerDescription found) {
        return found.consumerStatus() == ConsumerStatus.ACTIVE
                ? CheckStep.ok(DESCRIBE, name + " is registered")
                : CheckStep.unknown(DESCRIBE, name + " is " + found.consumerStatusAsString());
    }
}
