// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the lines of many in one go: waiting for the disk takes as long for a thousand lines as for one. {@link #add} is
 * thread-safe; {@link #run} is the one thread that writes.
 */
final class Lines implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Lines.class);
    private static final int BYTES_AT_ONCE = 4 * 1024 * 1024;
    private static final Line END = new Line(null, failure -> {});

    private final RollingFile file;
    private final long mostBytes;
    private final BlockingQueue<Line> queue = new LinkedBlockingQueue<>();
    private long bytesUnderWay;
    private boolean isEnded;
    private boolean isClosed;

    /**
     * @param bytes {@code null}: there are no more
     * @param done is told {@code null} once it is on the disk, else why it is not
     */
    private record Line(byte[] bytes, Consumer<IOException> done) {

        boolean isEnd() {
            return bytes == null;
        }
    }

    /** @param mostBytes under way at once; a line that would be more is refused */
    Lines(RollingFile file, long mostBytes) {
        this.file = file;
        this.mostBytes = mostBytes;
    }

    /**
     * Has a line written; lines that one thread adds keep their order.
     *
     * @param done is told {@code null} once it is on the disk, by the thread that writes; else why it is not
     */
    void add(byte[] line, Consumer<IOException> done) {
        IOException refusal = refusal(new Line(line, done));
        if (refusal != null) {
            done.accept(refusal);
        }
    }

    /**
     * Nothing that comes after the end is taken: nobody would write it.
     *
     * @return {@code null} if it is taken
     */
    private synchronized IOException refusal(Line line) {
        if (isClosed) {
            return stopped();
        }
        // One by itself is taken however long it is.
        if (bytesUnderWay > 0 && bytesUnderWay + line.bytes().length > mostBytes) {
            return new IOException(
                    "the disk is too slow: " + bytesUnderWay + " bytes of records before this one wait for it");
        }
        bytesUnderWay += line.bytes().length;
        queue.add(line);
        return null;
    }

    /** Lets {@link #run} return when all that was added before is written. */
    synchronized void end() {
        isClosed = true;
        queue.add(END);
    }

    private static IOException stopped() {
        return new IOException("the route was stopped before this record was written");
    }

    @Override
    public void run() {
        try {
            while (!isEnded) {
                write(next());
                roll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            // Nobody writes any more, whatever the reason is: who waits, and who comes yet, must be told.
            end();
            List<Line> left = new ArrayList<>();
            queue.drainTo(left);
            left.stream().filter(line -> !line.isEnd()).forEach(line -> tell(line, stopped()));
        }
    }

    private void tell(Line line, IOException failure) {
        synchronized (this) {
            bytesUnderWay -= line.bytes().length;
        }
        try {
            line.done().accept(failure);
        } catch (Throwable e) {
            // Also an Error: the lines of all others wait for this thread.
            LOG.error("The route of a record that is {} failed", failure == null ? "written" : "not written", e);
        }
    }

    /** What there is, but no more than the file has room for and one line; or nothing when the file is old enough. */
    private List<Line> next() throws InterruptedException {
        Duration wait = file.untilDue();
        Line line = wait == null ? queue.take() : queue.poll(Math.max(0, wait.toMillis() + 1), TimeUnit.MILLISECONDS);
        List<Line> lines = new ArrayList<>();
        long most = Math.min(BYTES_AT_ONCE, file.room());
        for (long bytes = 0; line != null; line = bytes < most ? queue.poll() : null) {
            if (line.isEnd()) {
                isEnded = true;
                return lines;
            }
            lines.add(line);
            bytes += line.bytes().length;
        }
        return lines;
    }

    private void write(List<Line> lines) {
        if (lines.isEmpty()) {
            return;
        }
        IOException failure = append(lines);
        for (Line line : lines) {
            tell(line, failure);
        }
    }

    /** @return why they are not on the disk, {@code null} if they are */
    private IOException append(List<Line> lines) {
        try {
            file.append(joined(lines));
            return null;
        } catch (IOException e) {
            return e;
        } catch (RuntimeException | Error e) {
            // Who waits must be told whatever happens.
            return new IOException(e);
        }
    }

    private static ByteBuffer joined(List<Line> lines) {
        int length = lines.stream().mapToInt(line -> line.bytes().length).sum();
        ByteBuffer all = ByteBuffer.allocate(length);
        lines.forEach(line -> all.put(line.bytes()));
        return all.flip();
    }

    private void roll() {
        try {
            file.rollIfDue();
        } catch (IOException | RuntimeException e) {
            LOG.warn("A file is written but did not get its name, which is tried again: {}", e.toString());
        }
    }
}
