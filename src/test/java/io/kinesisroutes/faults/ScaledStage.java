// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import io.kinesisroutes.faults.Setup.Access;
import io.kinesisroutes.local.LocalAws;
import io.kinesisroutes.local.LocalCredentials;
import io.kinesisroutes.local.LocalStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One subject in one scenario of workers that share a stream: a local AWS, a lease table, a publisher and the workers.
 * Confined to one thread, apart from the publisher.
 */
final class ScaledStage implements Reading, AutoCloseable {

    private static final int BEFORE = 100;
    private static final long GAP_MILLIS = 300;

    private final ScaledSubject subject;
    private final Setup setup;
    private final Surroundings surroundings;
    private final LeasePlane plane;
    private final LeaseTable table;
    private final Path directory;
    private final DeliveryLog deliveries;
    private final LeaseWatch watch;
    private final Crew crew = new Crew(this);
    private final List<String> complaints = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final List<Doubt> doubts = new ArrayList<>();
    private final long startedAtMillis = System.currentTimeMillis();

    private Publisher publisher;
    private int allowedFrom;
    private int expectedFrom;

    ScaledStage(ScaledSubject subject, Setup setup, LeasePlane plane, Path directory) {
        this.subject = subject;
        this.setup = setup;
        this.plane = plane;
        this.directory = directory;
        table = plane.table("faults-" + directory.getFileName());
        deliveries = new DeliveryLog(directory.resolve("deliveries.tsv"));
        surroundings = Surroundings.of(setup);
        watch = LeaseWatch.start(table);
        publishWith(number -> stream().put(Numbered.key(number), Numbered.body(number, Numbered.key(number))));
    }

    ScaledSubject subject() {
        return subject;
    }

    Setup setup() {
        return setup;
    }

    LocalAws aws() {
        return surroundings.aws();
    }

    LeasePlane plane() {
        return plane;
    }

    LeaseTable table() {
        return table;
    }

    Path directory() {
        return directory;
    }

    Crew crew() {
        return crew;
    }

    Publisher publisher() {
        return publisher;
    }

    @Override
    public LocalStream stream() {
        return surroundings.stream();
    }

    @Override
    public DeliveryLog deliveries() {
        return deliveries;
    }

    @Override
    public boolean isAlive() {
        return crew.isAlive();
    }

    @Override
    public Duration patience() {
        return subject.patience();
    }

    @Override
    public Tally.Range expected() {
        return new Tally.Range(allowedFrom, expectedFrom, publisher.next());
    }

    double seconds() {
        return (System.currentTimeMillis() - startedAtMillis) / 1000.0;
    }

    List<String> complaints() {
        return complaints;
    }

    /** Says in what the subject falls short beyond the columns of its line. */
    void complain(String what) {
        complaints.add(what);
    }

    List<String> remarks() {
        return remarks;
    }

    /** Says what was measured beyond the columns of its line. */
    void remark(String what) {
        remarks.add(what);
    }

    List<Doubt> doubts() {
        List<Doubt> all = new ArrayList<>(doubts);
        all.addAll(DroppedLeases.in(directory, crew.windowMillis()));
        return all;
    }

    /** States what may come twice. */
    void doubt(Doubt doubt) {
        doubts.add(doubt);
    }

    /** Makes the records in another way; only before the first one. */
    void publishWith(Publisher.RecordWriter writer) {
        publisher = new Publisher(writer);
    }

    /** Publishes what LATEST must not deliver. */
    void publishBefore() throws InterruptedException {
        publisher.burst(BEFORE);
        Thread.sleep(GAP_MILLIS);
        allowedFrom = publisher.next();
        expectFromHere();
    }

    /** Whatever was published up to now may arrive or not. */
    void expectFromHere() {
        expectedFrom = publisher.next();
    }

    /** What a worker is told. */
    WorkerOptions options() {
        boolean role = subject == ScaledSubject.OURS_KCL && setup.access() == Access.ROLE;
        LocalCredentials identity = role ? surroundings.deployment() : surroundings.user();
        String uri = subject.uri(setup, table.name());
        return new WorkerOptions(
                subject,
                role ? uri + "&roleArn=" + surroundings.role().arn() : uri,
                aws().endpoint().toString(),
                plane.front().endpoint().toString(),
                identity.accessKeyId(),
                identity.secretAccessKey(),
                Surroundings.EXTERNAL_ID,
                table.name(),
                setup.position(),
                directory.resolve("deliveries.tsv").toAbsolutePath().toString(),
                setup.trouble());
    }

    /** Complains of what was seen in the table. */
    void endWatch() throws InterruptedException {
        complaints.addAll(watch.findings());
    }

    @Override
    public void close() throws InterruptedException {
        crew.kill();
        plane.front().pass();
        watch.close();
        aws().close();
    }
}
