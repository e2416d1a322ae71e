// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.json;

import io.kinesisroutes.config.Problems;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.RollbackExchangeException;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.URISupport;

/**
 * Sends envelopes to an endpoint. Each travels in an exchange of its own: whoever tries the record again finds it as it
 * was. Thread-safe once started.
 */
final class DeadLetters extends ServiceSupport {

    private final DeadLetterEnvelope envelope = new DeadLetterEnvelope();
    private final Endpoint endpoint;
    private AsyncProcessor producer;

    private DeadLetters(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** @return {@code null} if a problem was added */
    static DeadLetters to(String uri, CamelContext context, Problems problems) {
        try {
            return new DeadLetters(context.getEndpoint(uri));
        } catch (RuntimeException e) {
            problems.add(
                    "deadLetter",
                    URISupport.sanitizeUri(uri),
                    "is not an endpoint that Camel can make: " + e.getMessage(),
                    "Example: file:dead-letters");
            return null;
        }
    }

    /** Told once: whether the letter is stored. */
    @FunctionalInterface
    interface Answer {

        /** @param failure {@code null} if it is stored */
        void sent(Throwable failure, boolean doneSync);
    }

    /** @return whether the answer was given before this returned */
    boolean send(Exchange exchange, Message record, InvalidRecordException why, Answer answer) {
        AtomicBoolean answered = new AtomicBoolean();
        try {
            Exchange letter = letter(exchange, record, why, null);
            return producer.process(letter, doneSync -> {
                if (answered.compareAndSet(false, true)) {
                    answer.sent(failure(letter), doneSync);
                }
            });
        } catch (Throwable e) {
            // An endpoint that throws may have answered before.
            if (answered.compareAndSet(false, true)) {
                answer.sent(e, true);
            }
            return true;
        }
    }

    /**
     * Sends and waits.
     *
     * @param index of the record in a list
     */
    void send(Exchange exchange, Message record, InvalidRecordException why, int index) throws Exception {
        Exchange letter = letter(exchange, record, why, index);
        producer.process(letter);
        Exception failure = failure(letter);
        if (failure != null) {
            throw failure;
        }
    }

    private Exchange letter(Exchange exchange, Message record, InvalidRecordException why, Integer index)
            throws Exception {
        Exchange letter = ExchangeHelper.createCorrelatedCopy(exchange, false);
        letter.setPattern(ExchangePattern.InOnly);
        letter.setIn(record.copy());
        letter.setProperty(Exchange.EXCEPTION_CAUGHT, why);
        envelope.put(letter, record, index);
        return letter;
    }

    private static Exception failure(Exchange letter) {
        if (letter.getException() != null) {
            return letter.getException();
        }
        return letter.isRollbackOnly() || letter.isRollbackOnlyLast()
                ? new RollbackExchangeException("the dead-letter endpoint marked it for rollback", letter)
                : null;
    }

    @Override
    protected void doInit() throws Exception {
        CamelContext context = endpoint.getCamelContext();
        // The unit of work lets the endpoint tidy up when the letter is stored.
        producer = AsyncProcessorConverterHelper.convert(PluginHelper.getInternalProcessorFactory(context)
                .addUnitOfWorkProcessorAdvice(context, endpoint.createAsyncProducer(), null));
        ServiceHelper.initService(producer);
    }

    @Override
    protected void doStart() {
        ServiceHelper.startService(endpoint, producer);
    }

    @Override
    protected void doStop() {
        ServiceHelper.stopService(producer);
    }

    @Override
    protected void doShutdown() {
        ServiceHelper.stopAndShutdownService(producer);
    }
}
