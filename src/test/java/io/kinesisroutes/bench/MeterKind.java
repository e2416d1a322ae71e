// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

/** What a round measures. */
enum MeterKind {
    /** All records over the time from the start of the reading to the last of them. */
    TOTAL {
        @Override
        Meter create(RoundSpec spec) {
            return new TotalMeter(spec);
        }
    },
    /** The pace after the first second, in which allowances that were saved up are used. */
    PACE {
        @Override
        Meter create(RoundSpec spec) {
            return new PaceMeter(spec);
        }
    },
    /** All records after the first second, in which allowances that were saved up are used. */
    STEADY {
        @Override
        Meter create(RoundSpec spec) {
            return new SteadyMeter(spec);
        }
    },
    /** All records over the time from the first of them to the last. */
    FLOW {
        @Override
        Meter create(RoundSpec spec) {
            return new FlowMeter(spec);
        }
    },
    /** What it takes to wait for records that do not come. */
    IDLE {
        @Override
        Meter create(RoundSpec spec) {
            return new IdleMeter(spec);
        }
    };

    abstract Meter create(RoundSpec spec);
}
