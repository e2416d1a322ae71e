// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.util.List;

/** What the subjects of a case do, and who they are. */
enum Work {
    /** Reads a stream that is full. */
    READ {
        @Override
        Subject subject(SubjectKind kind) {
            return switch (kind) {
                case EMULATOR -> new BareSubject();
                case RAW -> new RawSubject();
                case OURS -> new CamelSubject(new OurRoute());
                case STOCK -> new CamelSubject(new StockRoute());
            };
        }
    },
    /** Reads a stream that is full through the leases of a worker that is alone. */
    SHARE {
        @Override
        Subject subject(SubjectKind kind) {
            return switch (kind) {
                case RAW -> new LibrarySubject();
                case OURS -> new CamelSubject(new SharedRoute());
                case EMULATOR, STOCK -> throw new IllegalArgumentException(kind + " takes no leases");
            };
        }
    },
    /** Writes to a stream that is empty. */
    WRITE {
        @Override
        Subject subject(SubjectKind kind) {
            return switch (kind) {
                case RAW -> new RawWriter();
                case OURS -> new CamelWriter(new OurRoute());
                case STOCK -> new CamelWriter(new StockRoute());
                case EMULATOR -> throw new IllegalArgumentException("Nobody writes without the SDK");
            };
        }
    },
    /** Reads a stream that is full, checks each record and writes it to one that is empty. */
    COPY {
        @Override
        Subject subject(SubjectKind kind) {
            return switch (kind) {
                case RAW -> new RawCopier();
                case OURS -> new CamelCopier();
                case EMULATOR, STOCK -> throw new IllegalArgumentException(kind + " does not copy");
            };
        }
    };

    abstract Subject subject(SubjectKind kind);

    /** The streams that are there at the beginning. */
    List<String> streams() {
        return reads() && !writes() ? List.of(BenchCase.STREAM) : List.of(BenchCase.STREAM, BenchCase.TARGET);
    }

    boolean reads() {
        return this != WRITE;
    }

    /** Whether it needs lease tables. */
    boolean shares() {
        return this == SHARE;
    }

    boolean writes() {
        return this == WRITE || this == COPY;
    }
}
