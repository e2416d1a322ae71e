// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** Writes GetRecords as it goes over the wire, in CBOR and signed. Thread-safe. */
final class PageRequest {
    static final int LIMIT = 10_000;
    private static final CBORFactory CBOR = new CBORFactory();
    private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

    private final URI endpoint;
    private final AwsBasicCredentials credentials;

    PageRequest(RoundSpec.Access access) {
        endpoint = access.endpoint();
        credentials = KinesisAccess.credentials(access);
    }

    URI endpoint() {
        return endpoint;
    }

    byte[] bytes(String iterator) throws IOException {
        byte[] body = body(iterator);
        StringBuilder head = new StringBuilder("POST / HTTP/1.1\r\n");
        signed(body).forEachHeader((name, values) -> head.append(name)
                .append(": ")
                .append(String.join(",", values))
                .append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(body);
        return out.toByteArray();
    }

    private static byte[] body(String iterator) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator generator = CBOR.createGenerator(out)) {
            generator.writeStartObject();
            generator.writeStringField("ShardIterator", iterator);
            generator.writeNumberField("Limit", LIMIT);
            generator.writeEndObject();
        }
        return out.toByteArray();
    }

    private SdkHttpRequest signed(byte[] body) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .putHeader("Content-Type", "application/x-amz-cbor-1.1")
                .putHeader("X-Amz-Target", "Kinesis_20131202.GetRecords")
                .build();
        return SIGNER.sign(signing -> signing.identity(credentials)
                        .request(request)
                        .payload(() -> new ByteArrayInputStream(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "kinesis")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, EmulatorProcess.REGION))
                .request();
    }
}
