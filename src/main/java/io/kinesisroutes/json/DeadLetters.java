// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.json;

import io.kinesisroutes.config.Problems;
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
    private final AsyncProcessor endpoint;

    private DeadLetters(AsyncProcessor endpoint) {
        this.endpoint = endpoint;
    }

    /** @return {@code null} if a problem was added */
    static DeadLetters to(String uri, CamelContext context, Problems problems) throws Exception {
        Endpoint endpoint;
        try {
            endpoint = context.getEndpoint(uri);
        } catch (RuntimeException e) {
            problems.add(
                    "deadLetter",
                    URISupport.sanitizeUri(uri),
                    "is not an endpoint that Camel can make: " + e.getMessage(),
                    "Example: file:dead-letters");
            return null;
        }
        // The unit of work lets the endpoint tidy up when the letter is stored.
        return new DeadLetters(AsyncProcessorConverterHelper.convert(PluginHelper.getInternalProcessorFactory(context)
                .addUnitOfWorkProcessorAdvice(context, endpoint.createAsyncProducer(), null)));
    }

    /** Told once: whether the letter is stored. */
    @FunctionalInterface
    interface Answer {

        /** @param failure {@code null} if it is stored */
        void sent(Exception failure, boolean doneSync);
    }

    /** @return whether the answer was given before this returned */
    boolean send(Exchange exchange, Message record, InvalidRecordException why, Answer answer) {
        Exchange letter;
        try {
            letter = letter(exchange, record, why);
        } catch (Exception e) {
            answer.sent(e, true);
            return true;
        }
        return endpoint.process(letter, doneSync -> answer.sent(failure(letter), doneSync));
    }

    /** Sends and waits. */
    void send(Exchange exchange, Message record, InvalidRecordException why) throws Exception {
        Exchange letter = letter(exchange, record, why);
        endpoint.process(letter);
        Exception failure = failure(letter);
        if (failure != null) {
            throw failure;
        }
    }

    private Exchange letter(Exchange exchange, Message record, InvalidRecordException why) throws Exception {
        Exchange letter = ExchangeHelper.createCorrelatedCopy(exchange, false);
        letter.setPattern(ExchangePattern.InOnly);
        letter.setIn(record.copy());
        letter.setProperty(Exchange.EXCEPTION_CAUGHT, why);
        envelope.process(letter);
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
    protected void doInit() {
        ServiceHelper.initService(endpoint);
    }

    @Override
    protected void doStart() {
        ServiceHelper.startService(endpoint);
    }

    @Override
    protected void doStop() {
        ServiceHelper.stopService(endpoint);
    }

    @Override
    protected void doShutdown() {
        ServiceHelper.stopAndShutdownService(endpoint);
    }
}
