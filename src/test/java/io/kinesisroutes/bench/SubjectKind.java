// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.util.Locale;

/** Who reads. */
enum SubjectKind {
    /** Only takes the bytes off the socket: shows what the emulator can serve. */
    EMULATOR {
        @Override
        Subject create() {
            return new BareSubject();
        }
    },
    /** The SDK alone, one thread for each shard. */
    RAW {
        @Override
        Subject create() {
            return new RawSubject();
        }
    },
    /** Our component. */
    OURS {
        @Override
        Subject create() {
            return new CamelSubject(new OurRoute());
        }
    },
    /** The component that comes with Camel. */
    STOCK {
        @Override
        Subject create() {
            return new CamelSubject(new StockRoute());
        }
    };

    abstract Subject create();

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
