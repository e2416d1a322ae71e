// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** A lock that one holder has at a time, in this process and in all others, until it is closed or its process ends. */
public final class LockedFile implements Closeable {

    /**
     * What this process holds. A second one of this process must not even open the file: on POSIX the process loses its lock
     * when it closes any channel on the file.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private LockedFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * @param file is made if it is not there; its directory is
     * @return empty if somebody else has it
     */
    public static Optional<LockedFile> tryLock(Path file) throws IOException {
        Path real = file.toAbsolutePath().getParent().toRealPath().resolve(file.getFileName());
        if (!HELD.add(real)) {
            return Optional.empty();
        }
        FileChannel channel = null;
        try {
            channel = locked(real);
            return Optional.ofNullable(channel).map(open -> new LockedFile(real, open));
        } finally {
            if (channel == null) {
                HELD.remove(real);
            }
        }
    }

    /**
     * @param advice what to do if somebody else has it
     * @throws IllegalStateException if somebody else has it
     */
    public static LockedFile lock(Path file, String advice) throws IOException {
        return tryLock(file)
                .orElseThrow(
                        () -> new IllegalStateException(file + " is locked by another process or route. " + advice));
    }

    private static FileChannel locked(Path file) throws IOException {
        FileChannel channel = OwnFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean isLocked = false;
        try {
            isLocked = channel.tryLock() != null;
            return isLocked ? channel : null;
        } catch (OverlappingFileLockException e) {
            // Whoever loaded this class a second time in this process.
            return null;
        } finally {
            if (!isLocked) {
                channel.close();
            }
        }
    }

    /** Lets the next one have it. */
    @Override
    public void close() throws IOException {
        if (isClosed.compareAndSet(false, true)) {
            try {
                channel.close();
            } finally {
                HELD.remove(file);
            }
        }
    }
}
