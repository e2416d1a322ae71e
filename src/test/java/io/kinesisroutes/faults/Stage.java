// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import io.kinesisroutes.faults.Setup.Position;
import io.kinesisroutes.local.LocalAws;
import io.kinesisroutes.local.LocalStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * One subject in one scenario: a local AWS with a stream, a publisher, and the process under test. Confined to one thread,
 * apart from the publisher.
 */
final class Stage implements Reading, AutoCloseable {

    private static final long START_SECONDS = 60;
    private static final long FIRST_READ_SECONDS = 5;
    private static final int BEFORE = 100;
    private static final long GAP_MILLIS = 300;
    private static final Duration STOCK_PATIENCE = Duration.ofSeconds(8);

    private final Subject subject;
    private final LedgerSettings settings;
    private final Surroundings surroundings;
    private final Path directory;
    private final DeliveryLog deliveries;
    private final List<String> complaints = new ArrayList<>();
    private final List<Long> killedAtMillis = new ArrayList<>();
    private final long startedAtMillis = System.currentTimeMillis();

    private Publisher publisher;
    private SubjectProcess process;
    private int launches;
    private int upsBefore;
    private int expectedFrom;
    private int allowedFrom;
    private Instant timestamp = Instant.EPOCH;

    Stage(Subject subject, Setup setup, LedgerSettings settings, Path directory) {
        this.subject = subject;
        this.settings = settings;
        this.directory = directory;
        this.deliveries = new DeliveryLog(directory.resolve("deliveries.tsv"));
        this.surroundings = Surroundings.of(setup);
        publishWith(number -> stream().put(Numbered.key(number), Numbered.body(number, Numbered.key(number))));
    }

    Subject subject() {
        return subject;
    }

    Setup setup() {
        return surroundings.setup();
    }

    LedgerSettings settings() {
        return settings;
    }

    LocalAws aws() {
        return surroundings.aws();
    }

    Surroundings surroundings() {
        return surroundings;
    }

    @Override
    public LocalStream stream() {
        return surroundings.stream();
    }

    Publisher publisher() {
        return publisher;
    }

    @Override
    public DeliveryLog deliveries() {
        return deliveries;
    }

    SubjectProcess process() {
        return process;
    }

    Path checkpoints() {
        return directory.resolve("checkpoints");
    }

    List<Long> killedAtMillis() {
        return killedAtMillis;
    }

    long startedAtMillis() {
        return startedAtMillis;
    }

    List<String> complaints() {
        return complaints;
    }

    /** Says in what the subject falls short beyond the columns of its line. */
    void complain(String what) {
        complaints.add(what);
    }

    /** Makes the records in another way; only before the first one. */
    void publishWith(Publisher.RecordWriter writer) {
        publisher = new Publisher(writer);
    }

    /** Publishes what a later position must not deliver. */
    void publishBefore() throws InterruptedException {
        if (setup().position() != Position.TRIM_HORIZON) {
            publisher.burst(BEFORE);
            Thread.sleep(GAP_MILLIS);
            timestamp = Instant.now();
            allowedFrom = publisher.next();
            Thread.sleep(GAP_MILLIS);
            expectFromHere();
        }
    }

    /** Whatever was published up to now may arrive or not. */
    void expectFromHere() {
        expectedFrom = publisher.next();
    }

    @Override
    public Tally.Range expected() {
        return new Tally.Range(allowedFrom, expectedFrom, publisher.next());
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Stock has nothing that waits longer than this; what it has not delivered by then, and newer records show it, is lost. */
    @Override
    public Duration patience() {
        return subject == Subject.STOCK ? STOCK_PATIENCE : setup().patience();
    }

    /** Starts the subject, and returns when it is up and has read from each shard once. */
    void start() throws Exception {
        launch();
        awaitUp();
        long read = stream().openShardIds().size();
        await(FIRST_READ_SECONDS, () -> hasRead(read));
    }

    private boolean hasRead(long times) {
        // Counting holds up the server: not as often as the other conditions are looked at.
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        return aws().calls().count("GetRecords") >= times;
    }

    /** Starts the subject without waiting for it. */
    void launch() throws IOException {
        aws().calls().clear();
        upsBefore = deliveries.ups();
        process = launchOne();
    }

    /** One more process of the subject beside the one that runs. */
    SubjectProcess launchOne() throws IOException {
        launches++;
        String name = "process-" + launches;
        Path file = directory.resolve(name + ".properties");
        surroundings.options(subject, directory, timestamp).write(file);
        return SubjectProcess.launch(SubjectProcess.Program.of(SubjectMain.class, file), directory, name);
    }

    /** Returns as soon as the subject that was launched last says that it is up. */
    void awaitUp() throws SubjectFailedException, InterruptedException {
        boolean up = await(START_SECONDS, () -> deliveries.ups() > upsBefore || !process.isAlive());
        if (!up || !process.isAlive()) {
            throw new SubjectFailedException("it did not start: " + process.reason());
        }
    }

    void kill() throws InterruptedException {
        process.kill();
        // Now that it is dead: until then it went on delivering.
        killedAtMillis.add(System.currentTimeMillis());
    }

    void stop() throws IOException, InterruptedException {
        if (!process.stop()) {
            complain("it did not stop in time and was killed");
        }
    }

    /** Polls at short intervals; false if it did not become true in time. */
    static boolean await(long seconds, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(5);
        }
        return true;
    }

    @Override
    public void close() {
        try {
            if (process != null) {
                process.kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            aws().close();
        }
    }
}
