// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.file;

import io.kinesisroutes.config.ConfigurationException;
import io.kinesisroutes.config.Problems;
import io.kinesisroutes.file.FollowedFiles.Next;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.DefaultMessage;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Reads NDJSON files of a directory as they grow. {@link #next} makes lines the body, {@link #done} remembers that they are
 * done; what was not is given again, also after the process was killed. A line is given once its line feed is there. For a
 * route that calls one after the other.
 */
public final class NdjsonFollower extends ServiceSupport {

    private static final String NEXT = "CamelKinesisLines";
    private static final String NAME = "[A-Za-z0-9_][A-Za-z0-9._-]{0,99}";

    private String directory;
    private String files = "*.ndjson";
    private String name;
    private String positions;
    private int linesAtOnce = 500;

    private FilePositions store;
    private volatile FollowedFiles followed;

    /** @throws ConfigurationException with everything that is wrong with the settings */
    @Override
    protected void doInit() {
        Problems problems = new Problems();
        if (directory == null || directory.isBlank()) {
            problems.add("directory", directory, "is missing", "Example: /var/log/orders");
        }
        if (name == null || !name.matches(NAME)) {
            problems.add("name", name, "is not 1 to 100 letters, digits or any of . _ -", "Example: orders");
        }
        if (positions == null || positions.isBlank()) {
            problems.add("positions", positions, "is missing", "Example: checkpoints");
        }
        if (linesAtOnce < 1) {
            problems.add("linesAtOnce", String.valueOf(linesAtOnce), "is not 1 or more", "Example: 500");
        }
        problems.throwIfAny("the files that are followed");
    }

    @Override
    protected void doStart() {
        Path path = Path.of(directory).toAbsolutePath();
        if (!Files.isDirectory(path) || !Files.isReadable(path)) {
            throw new IllegalArgumentException(path + " is not a directory that can be read."
                    + " Make it, let this user read there, or name another one.");
        }
        Path file = Path.of(positions).toAbsolutePath().resolve("files-" + name + ".json");
        try {
            store = FilePositions.open(file);
        } catch (IOException e) {
            throw new RuntimeCamelException(
                    "What is done of the files in " + path + " cannot be kept in " + file + ": " + e
                            + ". Let this user write there, or name another directory.",
                    e);
        }
        followed = new FollowedFiles(path, files, store, new FollowedFiles.Limits(linesAtOnce, Clock.systemUTC()));
    }

    @Override
    protected void doStop() throws IOException {
        if (store != null) {
            store.close();
            store = null;
            followed = null;
        }
    }

    private FollowedFiles open() {
        FollowedFiles open = followed;
        if (open == null) {
            throw new IllegalStateException("The files in " + directory + " are not followed now: this is stopped");
        }
        return open;
    }

    /** The body becomes a list of messages, each with a line; {@code null} if there is nothing new. */
    public void next(Exchange exchange) throws IOException {
        // For who polls greedily: again at once only after something was done.
        exchange.setProperty(Exchange.SCHEDULER_POLLED_MESSAGES, false);
        Next next = open().next();
        exchange.setProperty(NEXT, next);
        exchange.getMessage().setBody(next == null ? null : messages(exchange, next));
    }

    private List<Message> messages(Exchange exchange, Next next) {
        return next.lines().stream().map(line -> message(exchange, next, line)).toList();
    }

    /** Its headers name the line, each time it is given, and no other one: a dead letter gets its name from them. */
    private Message message(Exchange exchange, Next next, Batch.Line line) {
        Message message = new DefaultMessage(exchange.getContext());
        message.setBody(line.bytes());
        String name = String.format(Locale.ROOT, "%s-%015d", next.position().name(), line.offset());
        message.setHeader(Exchange.FILE_NAME, name);
        message.setHeader(
                Exchange.FILE_PATH,
                Path.of(directory).toAbsolutePath().resolve(name).toString());
        // What had the name of the file before may have had a line there, too.
        message.setHeader(Exchange.FILE_LAST_MODIFIED, next.position().since());
        return message;
    }

    /** What {@link #next} gave last on this exchange is done. */
    public void done(Exchange exchange) throws IOException {
        open().done(exchange.getProperty(NEXT, Next.class));
        exchange.setProperty(Exchange.SCHEDULER_POLLED_MESSAGES, true);
    }

    public String getDirectory() {
        return directory;
    }

    /** Where the files are, and where they stay when they are renamed. */
    public void setDirectory(String directory) {
        this.directory = directory;
    }

    public String getFiles() {
        return files;
    }

    /**
     * Which names are followed, as {@code orders.ndjson*}. They should match renamed files too: one that is made and renamed
     * while nobody looks is known by its name only.
     */
    public void setFiles(String files) {
        this.files = files;
    }

    public String getName() {
        return name;
    }

    /** Under which name it is kept how far the files are done. */
    public void setName(String name) {
        this.name = name;
    }

    public String getPositions() {
        return positions;
    }

    /** The directory where that is kept. */
    public void setPositions(String positions) {
        this.positions = positions;
    }

    public int getLinesAtOnce() {
        return linesAtOnce;
    }

    /** How many lines are given at once at most, and come again after a crash. */
    public void setLinesAtOnce(int linesAtOnce) {
        this.linesAtOnce = linesAtOnce;
    }
}
