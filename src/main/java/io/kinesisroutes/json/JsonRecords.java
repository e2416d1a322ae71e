// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.json;

import java.util.ArrayList;
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
     * Leaves the body alone if there is nothing to change: who sends the list again must find the same one.
     *
     * @throws InvalidRecordException if there are no dead letters to go to
     */
    void check(Exchange exchange) throws Exception {
        List<Object> kept = new ArrayList<>();
        boolean changed = false;
        boolean refused = false;
        int index = 0;
        for (Object element : (Iterable<?>) exchange.getMessage().getBody()) {
            Message record = message(exchange, element);
            Object checked = checked(exchange, element, record, index);
            refused |= checked == null;
            changed |= checked != element;
            if (checked != null) {
                kept.add(checked);
            }
            index++;
        }
        if (changed) {
            exchange.getMessage().setBody(kept);
        }
        if (refused && kept.isEmpty()) {
            exchange.setRouteStop(true);
        }
    }

    /** @return the element with its bytes where a stream was, which can be read once; {@code null} if it was refused */
    private Object checked(Exchange exchange, Object element, Message record, int index) throws Exception {
        byte[] bytes = record.getBody(byte[].class);
        try {
            if (bytes == null) {
                throw new InvalidRecordException("not JSON: there is no body that can be read as bytes", "");
            }
            gate.parse(bytes);
        } catch (InvalidRecordException e) {
            if (deadLetters == null) {
                throw new InvalidRecordException("the record at index " + index + " is " + e.getMessage(), e.pointer());
            }
            record.setBody(bytes);
            deadLetters.send(exchange, record, e);
            return null;
        }
        if (element instanceof Message || element instanceof Exchange) {
            record.setBody(bytes);
            return element;
        }
        return element instanceof String ? element : bytes;
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
