// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

/**
 * One operation of Kinesis.
 *
 * @param shape what its input must look like
 * @param locator which stream it is about
 * @param handler what it does
 * @param resource what permissions are checked against
 */
record KinesisOperation(Shape shape, Locator locator, Handler handler, Resource resource) {

    /** One whose resource is its stream. */
    KinesisOperation(Shape shape, Locator locator, Handler handler) {
        this(shape, locator, handler, (in, stream) -> stream == null ? "*" : stream.arn());
    }

    /** Notes what is wrong with the shape of a request. */
    interface Shape {
        void check(Fields in, Constraints constraints);
    }

    /** Finds the stream's address in a request; null if it is about no stream. */
    interface Locator {
        StreamAddress locate(Fields in, StreamAddress callersPlace);
    }

    /** The ARN of what a request is about. */
    interface Resource {
        String of(Fields in, StreamAddress stream);
    }

    /** Carries a call out. */
    interface Handler {
        Reply handle(KinesisCall call);
    }
}
