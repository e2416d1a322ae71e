// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.file;

import io.kinesisroutes.config.ConfigurationException;
import io.kinesisroutes.config.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.AsyncProcessorSupport;

/**
 * Writes JSON records into a directory, one a line. An exchange is done when its record is on the disk, and its thread does
 * not wait for that: many records share the time that the disk takes. A file is called {@code name-time.ndjson} once it is
 * finished, by its size, its age, or when the route is stopped; until then its name begins with a dot. What a process that
 * was killed has left is finished when the next one starts, without a line that was cut off: its record was not done.
 * Thread-safe once started.
 */
public final class NdjsonFiles extends AsyncProcessorSupport implements CamelContextAware {

    private static final long SECONDS_FOR_THE_LAST = 10;
    /** Under way while the disk hangs; a source tries again later what is more. */
    private static final long MOST_BYTES = 256L * 1024 * 1024;

    private static final String NAME = "[A-Za-z0-9_][A-Za-z0-9._-]{0,99}";

    private CamelContext camelContext;
    private String directory;
    private String name;
    private long maxBytes;
    private long maxAgeMillis;

    private RollingFile file;
    private ExecutorService thread;
    private volatile Lines lines;

    /** @throws ConfigurationException with everything that is wrong with the settings */
    @Override
    protected void doInit() {
        Problems problems = new Problems();
        if (directory == null || directory.isBlank()) {
            problems.add("directory", directory, "is missing", "Example: /var/spool/orders");
        }
        if (name == null || !name.matches(NAME)) {
            problems.add("name", name, "is not 1 to 100 letters, digits or any of . _ -", "Example: orders");
        }
        if (maxBytes < 1) {
            problems.add("maxBytes", String.valueOf(maxBytes), "is not 1 or more", "Example: 67108864");
        }
        if (maxAgeMillis < 1) {
            problems.add("maxAgeMillis", String.valueOf(maxAgeMillis), "is not 1 or more", "Example: 60000");
        }
        problems.throwIfAny("the files of records");
    }

    @Override
    protected void doStart() {
        Path path = Path.of(directory).toAbsolutePath();
        try {
            RollingFile.Roll roll = new RollingFile.Roll(maxBytes, Duration.ofMillis(maxAgeMillis));
            file = RollingFile.open(path, name, roll, Clock.systemUTC());
        } catch (IOException e) {
            throw new RuntimeCamelException(
                    "Records cannot be written into " + path + ": " + e
                            + ". Let this user write there, or name another directory.",
                    e);
        }
        Lines started =
                new Lines(file, Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / 4));
        thread = camelContext.getExecutorServiceManager().newSingleThreadExecutor(this, "ndjson-" + name);
        thread.execute(started);
        lines = started;
    }

    @Override
    protected void doStop() throws IOException {
        if (lines != null) {
            lines.end();
            lines = null;
            camelContext
                    .getExecutorServiceManager()
                    .shutdownGraceful(thread, TimeUnit.SECONDS.toMillis(SECONDS_FOR_THE_LAST));
            file.close();
        }
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            Lines open = lines;
            byte[] document = exchange.getMessage().getMandatoryBody(byte[].class);
            if (open == null) {
                throw new IllegalStateException("The files in " + directory + " are closed");
            }
            open.add(NdjsonLine.of(document), failure -> {
                if (failure != null) {
                    exchange.setException(notWritten(failure));
                }
                callback.done(false);
            });
            return false;
        } catch (Exception e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
    }

    private IOException notWritten(IOException why) {
        return new IOException(
                "A record is not written into " + directory + ": " + why.getMessage()
                        + ". It is tried again; make room, or let this user write there.",
                why);
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    public String getDirectory() {
        return directory;
    }

    /** Where the files are; it is made if it is not there. */
    public void setDirectory(String directory) {
        this.directory = directory;
    }

    public String getName() {
        return name;
    }

    /** With what the names of the files begin; one route at a time writes under a name in a directory. */
    public void setName(String name) {
        this.name = name;
    }

    public long getMaxBytes() {
        return maxBytes;
    }

    /** A file is finished with the record that makes it so large, in bytes. */
    public void setMaxBytes(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    public long getMaxAgeMillis() {
        return maxAgeMillis;
    }

    /** How long after its first record a file is finished, however small it is. */
    public void setMaxAgeMillis(long maxAgeMillis) {
        this.maxAgeMillis = maxAgeMillis;
    }
}
