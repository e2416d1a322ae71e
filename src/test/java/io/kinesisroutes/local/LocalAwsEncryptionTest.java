// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.KmsAccessDeniedException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;

/** A stream that is encrypted with a key of its owner. */
class LocalAwsEncryptionTest {
    private static final String REGION = "eu-west-1";
    private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final String OTHER_KEY =
            "arn:aws:kms:eu-west-1:111122223333:key/99999999-12ab-34cd-56ef-1234567890ab";
    private static final String USER = "arn:aws:iam::111122223333:user/app";

    private final TestAws aws = new TestAws();
    private final LocalAccount account = aws.server().account("111122223333");
    private final LocalStream stream = account.createStream(REGION, "orders", 1);

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void put_withoutTheKey_isRefusedInTheWordsOfKms() {
        stream.encrypt(KEY);
        KinesisClient kinesis = user("kms:Decrypt", KEY);

        String text = "User: " + USER + " is not authorized to perform: kms:GenerateDataKey on resource: " + KEY
                + " because no identity-based policy allows the kms:GenerateDataKey action";
        KmsAccessDeniedException one = assertThrows(KmsAccessDeniedException.class, () -> put(kinesis));
        KmsAccessDeniedException many = assertThrows(KmsAccessDeniedException.class, () -> putMany(kinesis));

        assertEquals(text, one.awsErrorDetails().errorMessage());
        assertEquals(text, many.awsErrorDetails().errorMessage());
        assertEquals("KMSAccessDeniedException", one.awsErrorDetails().errorCode());
        assertEquals(400, one.statusCode());
        assertEquals(0, stream.recordCount());
    }

    @Test
    void put_withTheKey_isStored() {
        stream.encrypt(KEY);
        KinesisClient kinesis = user("kms:GenerateDataKey", KEY);

        put(kinesis);
        putMany(kinesis);

        assertEquals(2, stream.recordCount());
    }

    @Test
    void getRecords_withoutTheKey_isRefusedAndTheIteratorIsNot() {
        stream.put("a", new byte[] {1});
        stream.encrypt(KEY);
        KinesisClient kinesis = user("kms:GenerateDataKey", KEY);

        String iterator = iterator(kinesis);
        KmsAccessDeniedException error =
                assertThrows(KmsAccessDeniedException.class, () -> kinesis.getRecords(r -> r.shardIterator(iterator)));

        assertEquals(
                "User " + USER + " is not authorized to decrypt records in stream " + stream.arn(),
                error.awsErrorDetails().errorMessage());
    }

    @Test
    void getRecords_withTheKeyOfAnotherStream_isRefused() {
        stream.encrypt(KEY);
        KinesisClient kinesis = user("kms:Decrypt", OTHER_KEY);

        String iterator = iterator(kinesis);
        assertThrows(KmsAccessDeniedException.class, () -> kinesis.getRecords(r -> r.shardIterator(iterator)));
    }

    @Test
    void getRecords_withTheKey_reads() {
        stream.put("a", new byte[] {1});
        stream.encrypt(KEY);
        KinesisClient kinesis = user("kms:Decrypt", KEY);

        String iterator = iterator(kinesis);
        assertEquals(
                1, kinesis.getRecords(r -> r.shardIterator(iterator)).records().size());
    }

    @Test
    void summary_encrypted_namesTheKeyAndNeedsNone() {
        KinesisClient kinesis = user("kms:Decrypt", OTHER_KEY);
        assertEquals(EncryptionType.NONE, summary(kinesis).encryptionType());
        assertNull(summary(kinesis).keyId());

        stream.encrypt(KEY);

        assertEquals(EncryptionType.KMS, summary(kinesis).encryptionType());
        assertEquals(KEY, summary(kinesis).keyId());
    }

    @Test
    void encrypt_alias_isRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> stream.encrypt("arn:aws:kms:eu-west-1:111122223333:alias/orders"));
    }

    private KinesisClient user(String keyAction, String key) {
        return aws.kinesis(
                account.user(
                        "app",
                        PermissionPolicies.allow(stream.arn(), "kinesis:*"),
                        PermissionPolicies.allow(key, keyAction)),
                REGION);
    }

    private static void put(KinesisClient kinesis) {
        kinesis.putRecord(r -> r.streamName("orders").partitionKey("a").data(SdkBytes.fromUtf8String("{}")));
    }

    private static void putMany(KinesisClient kinesis) {
        PutRecordsRequestEntry entry = PutRecordsRequestEntry.builder()
                .partitionKey("a")
                .data(SdkBytes.fromUtf8String("{}"))
                .build();
        kinesis.putRecords(r -> r.streamName("orders").records(entry));
    }

    private static String iterator(KinesisClient kinesis) {
        return kinesis.getShardIterator(r -> r.streamName("orders")
                        .shardId("shardId-000000000000")
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
    }

    private static StreamDescriptionSummary summary(KinesisClient kinesis) {
        return kinesis.describeStreamSummary(r -> r.streamName("orders")).streamDescriptionSummary();
    }
}
