// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.access.Connection.Endpoints;
import io.kinesisroutes.config.Problems;
import io.kinesisroutes.local.LocalAws;
import io.kinesisroutes.local.LocalCredentials;
import io.kinesisroutes.local.LocalRole;
import io.kinesisroutes.local.LocalStream;
import io.kinesisroutes.local.PermissionPolicies;
import io.kinesisroutes.local.TrustPolicies;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** As whom the clients call that a shared source has, and how. */
class AsyncClientsIT {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String REFUSED = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";

    private final LocalAws aws = LocalAws.start();
    private final LocalCredentials deployment = aws.account("999988887777").user("routes");
    private final LocalStream orders = aws.account("111122223333").createStream("eu-west-1", "orders", 2);
    private final LocalRole role = aws.account("111122223333")
            .role(
                    "Reader",
                    TrustPolicies.allow("999988887777", "acme"),
                    PermissionPolicies.allow(orders.arn(), "kinesis:ListShards"));
    private final KinesisClients clients = new KinesisClients();
    private SeenCalls seen;

    @BeforeEach
    void start() throws IOException {
        seen = SeenCalls.start();
    }

    @AfterEach
    void stop() {
        seen.close();
        aws.close();
    }

    private Connection connection(URI ownServices, HttpSettings http) {
        Problems problems = new Problems();
        Optional<AssumedRole> assumed = AssumedRole.of(role.arn(), null, "acme", problems);
        problems.throwIfAny("the test");
        return new Connection(
                new OwnIdentity.AccessKey(deployment.accessKeyId(), deployment.secretAccessKey(), null),
                assumed,
                Region.EU_WEST_1,
                new Endpoints(aws.endpoint(), aws.endpoint(), ownServices, ownServices),
                http);
    }

    private static <T extends Throwable> T failure(Class<T> type, CompletableFuture<?> call) {
        return type.cast(assertThrows(CompletionException.class, call::join).getCause());
    }

    @Test
    void clients_withARole_callKinesisThroughItAndTheRestAsTheDeployment() {
        try (ClientLease lease = clients.acquire(connection(seen.uri(), HttpSettings.DEFAULT))) {
            lease.verifyCredentials();

            assertEquals(
                    2,
                    lease.kinesisAsync()
                            .listShards(request -> request.streamARN(orders.arn()))
                            .join()
                            .shards()
                            .size());
            failure(SdkServiceException.class, lease.dynamoDbAsync().listTables());
            failure(SdkServiceException.class, lease.cloudWatchAsync().listMetrics());
        }

        assertEquals(
                List.of("arn:aws:sts::111122223333:assumed-role/Reader/kinesis-routes-acme"),
                aws.calls().list(call -> call.operation().equals("ListShards")).stream()
                        .map(call -> call.principalArn())
                        .toList());
        assertEquals(
                List.of(
                        "dynamodb eu-west-1 " + deployment.accessKeyId(),
                        "monitoring eu-west-1 " + deployment.accessKeyId()),
                seen.signers());
    }

    /** A closed client may still call, on threads that it shares with all of a JVM: what ends is its connections. */
    @Test
    void close_ofTheLastShare_closesWhatWasMade() throws Exception {
        try (ServerSocket service = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ClientLease second = clients.acquire(connectionTo(service));
                ClientLease first = clients.acquire(connectionTo(service))) {
            DynamoDbAsyncClient table = first.dynamoDbAsync();
            assertSame(table, second.dynamoDbAsync());
            CompletableFuture<?> call = table.listTables();
            try (Socket connection = service.accept()) {
                // An answer before its request would be nobody's.
                assertTrue(connection.getInputStream().read() >= 0);
                connection.getOutputStream().write(REFUSED.getBytes(StandardCharsets.US_ASCII));
                failure(SdkServiceException.class, call);

                first.close();

                assertFalse(isEnded(connection, Duration.ofMillis(500)), "still open for who shares it");
                second.close();
                // Well before the five seconds after which the SDK closes by itself what nobody uses.
                assertTrue(isEnded(connection, Duration.ofSeconds(2)), "closed with the last share");
            }
            assertEquals(0, clients.size());
            try (ClientLease later = clients.acquire(connectionTo(service))) {
                assertNotSame(table, later.dynamoDbAsync());
            }
        }
    }

    private Connection connectionTo(ServerSocket service) {
        return connection(URI.create("http://127.0.0.1:" + service.getLocalPort()), HttpSettings.DEFAULT);
    }

    private static boolean isEnded(Socket connection, Duration within) throws IOException {
        connection.setSoTimeout((int) within.toMillis());
        try {
            connection.getInputStream().transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    @Test
    void proxy_isAskedForTheTable() throws Exception {
        try (ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> asked = CompletableFuture.supplyAsync(() -> refuseOne(proxy));
            HttpSettings http = new HttpSettings(URI.create("http://127.0.0.1:" + proxy.getLocalPort()), false);
            URI nowhere = URI.create("https://dynamodb.example:443");

            // The role's STS is behind the proxy as well, so this one asks as the deployment alone.
            Connection all = connection(nowhere, http);
            Connection own =
                    new Connection(all.identity(), Optional.empty(), all.region(), all.endpoints(), all.http());
            try (ClientLease lease = clients.acquire(own)) {
                CompletableFuture<?> call = lease.dynamoDbAsync().listTables();

                assertEquals("CONNECT dynamodb.example:443 HTTP/1.1", asked.join());
                proxy.close();
                failure(SdkClientException.class, call);
            }
        }
    }

    private static String refuseOne(ServerSocket proxy) {
        try (Socket socket = proxy.accept();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                OutputStream out = socket.getOutputStream()) {
            String first = in.readLine();
            out.write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return first;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void certificateThatNobodySigned_isTakenOnlyByWhoSaysSo(@TempDir Path directory) throws Exception {
        try (SeenCalls encrypted = SeenCalls.startEncrypted(selfSigned(directory))) {
            try (ClientLease lease = clients.acquire(connection(encrypted.uri(), HttpSettings.DEFAULT))) {
                failure(SdkClientException.class, lease.dynamoDbAsync().listTables());
            }
            assertEquals(List.of(), encrypted.signers());
            try (ClientLease lease = clients.acquire(connection(encrypted.uri(), new HttpSettings(null, true)))) {
                failure(SdkServiceException.class, lease.dynamoDbAsync().listTables());
            }
            assertEquals(List.of("dynamodb eu-west-1 " + deployment.accessKeyId()), encrypted.signers());
        }
    }

    private static SSLContext selfSigned(Path directory) throws Exception {
        Path file = directory.resolve("server.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectOutput(directory.resolve("keytool.txt").toFile())
                .redirectErrorStream(true)
                .start();
        assertEquals(0, made.waitFor());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }
}
