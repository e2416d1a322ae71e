// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import io.kinesisroutes.faults.Setup.Access;
import io.kinesisroutes.local.LocalAws;
import io.kinesisroutes.local.LocalStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.DefaultMessage;
import org.apache.camel.support.service.ServiceHelper;

/**
 * One subject in one scenario of the sink: a local AWS and a producer that is called as an asynchronous route calls it,
 * each partition key by one thread.
 */
final class SinkStage implements AutoCloseable {

    /** The partition key of records that have no number. */
    static final String KEY = "key";

    private static final int THREADS = 4;
    private static final int UNFINISHED_PER_THREAD = 1_000;
    private static final long SETTLE_MILLIS = 300;

    private final Subject subject;
    private final SinkSetup setup;
    private final Surroundings surroundings;
    private final CamelContext context = new DefaultCamelContext();
    private final SentExchanges sent = new SentExchanges();
    private final List<String> complaints = new ArrayList<>();
    private final AsyncProducer producer;
    private final long startedAtMillis = System.currentTimeMillis();
    private int mostTwice;

    SinkStage(Subject subject, SinkSetup setup, Path directory) throws Exception {
        this.subject = subject;
        this.setup = setup;
        this.surroundings = Surroundings.of(setup.place());
        context.disableJMX();
        context.addComponent(
                "aws2-kinesis", SubjectMain.component(surroundings.options(subject, directory, Instant.EPOCH)));
        context.start();
        producer = context.getEndpoint(uri()).createAsyncProducer();
        ServiceHelper.startService(producer);
    }

    private String uri() {
        String uri = "aws2-kinesis:orders";
        if (subject == Subject.STOCK) {
            return uri;
        }
        String ours = uri + "?deliveryTimeoutMillis=" + setup.deliveryTimeout().toMillis();
        return setup.place().access() == Access.ROLE
                ? ours + "&roleArn=" + surroundings.role().arn()
                : ours;
    }

    Subject subject() {
        return subject;
    }

    LocalAws aws() {
        return surroundings.aws();
    }

    LocalStream stream() {
        return surroundings.stream();
    }

    Surroundings surroundings() {
        return surroundings;
    }

    SentExchanges sent() {
        return sent;
    }

    List<String> complaints() {
        return complaints;
    }

    double seconds() {
        return (System.currentTimeMillis() - startedAtMillis) / 1000.0;
    }

    /** Says in what the subject falls short beyond the columns of its line. */
    void complain(String what) {
        complaints.add(what);
    }

    /** States how many records may be stored twice. */
    void mayStoreTwice(int records) {
        mostTwice = records;
    }

    int mostTwice() {
        return mostTwice;
    }

    /** Hands numbered records over, so many an exchange, and returns when the last one is handed over. */
    void send(int records, int perExchange) throws InterruptedException {
        send(records, perExchange, UNFINISHED_PER_THREAD);
    }

    /** @param unfinished how many exchanges of each of the threads may be unfinished */
    void send(int records, int perExchange, int unfinished) throws InterruptedException {
        int first = sent.numbered();
        List<Thread> threads = IntStream.range(0, THREADS)
                .mapToObj(thread -> new Thread(() -> send(thread, first, records, perExchange, unfinished)))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void send(int thread, int first, int records, int perExchange, int unfinished) {
        Semaphore room = new Semaphore(unfinished);
        List<Integer> numbers = new ArrayList<>();
        for (int number = first; number < first + records; number++) {
            if (number % Numbered.KEYS % THREADS == thread) {
                numbers.add(number);
                if (numbers.size() == perExchange) {
                    room.acquireUninterruptibly();
                    send(numbers, perExchange > 1, room);
                    numbers = new ArrayList<>();
                }
            }
        }
        if (!numbers.isEmpty()) {
            send(numbers, perExchange > 1, room);
        }
    }

    private void send(List<Integer> numbers, boolean list, Semaphore room) {
        Exchange exchange = new DefaultExchange(context);
        if (list) {
            exchange.getMessage().setBody(numbers.stream().map(this::element).toList());
        } else {
            exchange.getMessage().setBody(body(numbers.get(0)));
        }
        exchange.getMessage().setHeader("CamelAwsKinesisPartitionKey", Numbered.key(numbers.get(0)));
        SentExchanges.Ticket ticket = sent.open(numbers);
        producer.process(exchange, doneSync -> {
            ticket.done(exchange);
            room.release();
        });
    }

    /** Hands one exchange with this body over and waits for its end. */
    Exchange sendAndWait(Object body) throws InterruptedException {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(body);
        exchange.getMessage().setHeader("CamelAwsKinesisPartitionKey", KEY);
        SentExchanges.Ticket ticket = sent.openUnnumbered(body instanceof List<?> list ? list.size() : 1);
        producer.process(exchange, doneSync -> ticket.done(exchange));
        awaitAll();
        return exchange;
    }

    private Object element(int number) {
        return element(body(number), Numbered.key(number));
    }

    /** An element of a list with a key of its own; stock takes the key of the list for each of its elements. */
    Object element(byte[] body, String key) {
        if (subject == Subject.STOCK) {
            return body;
        }
        DefaultMessage message = new DefaultMessage(context);
        message.setBody(body);
        message.setHeader("CamelAwsKinesisPartitionKey", key);
        return message;
    }

    private static byte[] body(int number) {
        return Numbered.body(number, Numbered.key(number));
    }

    void stopProducer() {
        ServiceHelper.stopService(producer);
    }

    /** Which shard the records of each key go to. */
    Map<String, String> shardsOfKeys() {
        Map<String, String> shards = new HashMap<>();
        for (int i = 0; i < Numbered.KEYS; i++) {
            String key = Numbered.key(i);
            shards.put(
                    key,
                    stream().put(key, Numbered.body(Numbered.PROBES + i, key)).shardId());
        }
        return shards;
    }

    /** The numbers that are in the stream. */
    BitSet stored() {
        BitSet stored = new BitSet();
        Stored.in(stream()).forEach(record -> stored.set(record.number()));
        return stored;
    }

    /** @return whether every exchange was told of */
    boolean awaitAll() throws InterruptedException {
        Duration patience = setup.patience();
        long progressAt = System.nanoTime();
        int before = -1;
        while (sent.open() > 0) {
            if (sent.open() != before) {
                before = sent.open();
                progressAt = System.nanoTime();
            }
            if (System.nanoTime() - progressAt > patience.toNanos()) {
                return false;
            }
            Thread.sleep(5);
        }
        // What is told twice or stored twice may be so a moment later.
        Thread.sleep(SETTLE_MILLIS);
        return true;
    }

    @Override
    public void close() {
        context.stop();
        aws().close();
    }
}
