// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultMessage;

/**
 * Checks the records of a list body. Those that are refused leave the list once their dead letters are stored; without
 * dead letters the first one fails the exchange.
 *
 * @param deadLetters {@code null} for none
 */
record JsonRecords(JsonGate gate, DeadLetters deadLetters) {

    /** A JSON tree is iterable too, but it is one value: what converts to bytes as a whole is one record. */
    static boolean isList(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        return body instanceof Iterable
                && exchange.getContext().getTypeConverterRegistry().lookup(byte[].class, body.getClass()) == null;
    }

    /**
     * Leaves the body alone if there is nothing to change: who sends the list again must find the same one. That holds after
     * an exception, too: a stream that was read, which can be done once, is replaced by its bytes, in the list itself if that can be changed.
     *
     * @throws InvalidRecordException if there are no dead letters to go to
     */
    void check(Exchange exchange) throws Exception {
        Iterator<?> elements = ((Iterable<?>) exchange.getMessage().getBody()).iterator();
        List<Object> read = new ArrayList<>();
        List<Object> kept = new ArrayList<>();
        boolean isChanged = false;
        try {
            while (elements.hasNext()) {
                Object element = elements.next();
                Message record = message(exchange, element);
                byte[] bytes = record.getBody(byte[].class);
                Object now = replayable(element, record, bytes);
                isChanged |= now != element;
                read.add(now);
                if (!isRefused(exchange, record, bytes, read.size() - 1)) {
                    kept.add(now);
                }
            }
        } catch (Throwable e) {
            if (isChanged) {
                elements.forEachRemaining(read::add);
                putBack(exchange.getMessage(), read);
            }
            throw e;
        }
        if (isChanged || kept.size() < read.size()) {
            exchange.getMessage().setBody(kept);
        }
        if (kept.isEmpty() && !read.isEmpty()) {
            exchange.setRouteStop(true);
        }
    }

    /** Camel's own redelivery gives the same list again, so what was read goes into it if it takes that. */
    private static void putBack(Message message, List<Object> read) {
        if (message.getBody() instanceof List<?> list) {
            try {
                Collections.copy(unchecked(list), read);
                return;
            } catch (UnsupportedOperationException e) {
                // One that nobody changes. Who sends this message again, and not a copy, has the bytes all the same.
            }
        }
        message.setBody(read);
    }

    @SuppressWarnings("unchecked")
    private static List<Object> unchecked(List<?> list) {
        return (List<Object>) list;
    }

    /** The element, with its bytes where a stream was. */
    private static Object replayable(Object element, Message record, byte[] bytes) {
        if (bytes == null || element instanceof String) {
            return element;
        }
        if (element instanceof Message || element instanceof Exchange) {
            record.setBody(bytes);
            return element;
        }
        return bytes;
    }

    private boolean isRefused(Exchange exchange, Message record, byte[] bytes, int index) throws Exception {
        try {
            if (bytes == null) {
                throw new InvalidRecordException("not JSON: there is no body that can be read as bytes", "");
            }
            gate.parse(bytes);
            return false;
        } catch (InvalidRecordException e) {
            if (deadLetters == null) {
                throw new InvalidRecordException("the record at index " + index + " is " + e.getMessage(), e.pointer());
            }
            record.setBody(bytes);
            deadLetters.send(exchange, record, e, index);
            return true;
        }
    }

    private static Message message(Exchange exchange, Object element) {
        if (element instanceof Exchange grouped) {
            return grouped.getMessage();
        }
        if (element instanceof Message message) {
            return message;
        }
        // What the headers of the whole say is true of each.
        Message message = new DefaultMessage(exchange.getContext());
        message.copyFromWithNewBody(exchange.getMessage(), element);
        return message;
    }
}
