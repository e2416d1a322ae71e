// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a call to its answer: turns errors into answers, lets faults have their way, keeps the log. Thread-safe. */
final class CallRunner {
    private static final Logger LOG = LoggerFactory.getLogger(CallRunner.class);

    private final CallLog log;

    CallRunner(CallLog log) {
        this.log = log;
    }

    HttpAnswer run(CallScope scope, Supplier<HttpAnswer> work, Function<AwsError, HttpAnswer> errorAnswer) {
        String code = null;
        HttpAnswer answer;
        try {
            answer = work.get();
            scope.plan().errorAfter().ifPresent(error -> {
                throw error;
            });
        } catch (AwsError e) {
            code = e.code();
            answer = errorAnswer.apply(e);
        } catch (RuntimeException e) {
            LOG.error("LocalAws failed to handle {}", scope.call(500, "InternalFailure"), e);
            code = "InternalFailure";
            answer = errorAnswer.apply(new AwsError(code, 500, String.valueOf(e)));
        }
        return finish(scope, answer, code);
    }

    private HttpAnswer finish(CallScope scope, HttpAnswer answer, String code) {
        boolean dropped = scope.plan().dropBefore() || scope.plan().dropAfter();
        log.add(scope.call(dropped ? 0 : answer.status(), code));
        HttpAnswer delayed = answer.after(scope.plan().delay());
        return dropped ? delayed.drop() : delayed;
    }
}
