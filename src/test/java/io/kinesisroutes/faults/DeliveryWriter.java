// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.aws2.kinesis.Kinesis2Constants;

/**
 * The last step of the routes: a line for each delivery, handed to the operating system at once, so that a kill of this
 * process does not lose it. Thread-safe.
 */
final class DeliveryWriter implements Processor {

    private final FileChannel file;
    private final long pid = ProcessHandle.current().pid();

    DeliveryWriter(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    void up() throws IOException {
        write(Delivery.UP);
    }

    void unfinished(int count) throws IOException {
        write(Delivery.UNFINISHED + count);
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        int number = Numbered.number(message);
        if (number < 0) {
            write(Delivery.UNREADABLE);
            return;
        }
        write(new Delivery(
                        System.currentTimeMillis(),
                        pid,
                        message.getHeader(Kinesis2Constants.SHARD_ID, String.class),
                        message.getHeader(Kinesis2Constants.SEQUENCE_NUMBER, String.class),
                        message.getHeader(Kinesis2Constants.PARTITION_KEY, String.class),
                        number)
                .line());
    }

    private void write(String line) throws IOException {
        file.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
    }
}
