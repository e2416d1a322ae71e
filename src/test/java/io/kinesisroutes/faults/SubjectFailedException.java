// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

/** The subject did not do what the scenario cannot go on without. */
final class SubjectFailedException extends Exception {

    SubjectFailedException(String message) {
        super(message);
    }
}
