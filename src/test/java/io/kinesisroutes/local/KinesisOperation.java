// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

/**
 * One operation of Kinesis.
 *
 * @param shape what its input must look like
 * @param locator which stream it is about
 * @param handler what it does
 */
record KinesisOperation(Shape shape, Locator locator, Handler handler) {

    /** Notes what is wrong with the shape of a request. */
    interface Shape {
        void check(Fields in, Constraints constraints);
    }

    /** Finds the stream's address in a request; null if it is about no stream. */
    interface Locator {
        StreamAddress locate(Fields in, StreamAddress callersPlace);
    }

    /** Carries a call out. */
    interface Handler {
        Reply handle(KinesisCall call);
    }
}
