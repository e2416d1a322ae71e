// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.contract;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** On LocalStack, where Docker is there. */
@EnabledIf(value = "isDockerThere", disabledReason = "needs Docker, and there is none on this machine")
class LocalStackContractIT extends KinesisContract {

    private static final int PORT = 4566;

    private static GenericContainer<?> container;

    static boolean isDockerThere() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @BeforeAll
    static void start() {
        container = new GenericContainer<>(DockerImageName.parse("localstack/localstack:4.7.0"))
                .withEnv("SERVICES", "kinesis")
                .withExposedPorts(PORT);
        container.start();
    }

    @AfterAll
    static void stop() {
        container.stop();
    }

    @Override
    protected URI endpoint() {
        return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(PORT));
    }

    @Override
    protected AwsCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    }
}
