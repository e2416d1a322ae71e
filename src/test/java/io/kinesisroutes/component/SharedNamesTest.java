// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.kinesisroutes.config.ConfigurationException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class SharedNamesTest {

    private final SharedNames names = SharedNames.of(new DefaultCamelContext());

    @Test
    void claim_takenByAnotherRoute_isRefusedAndNamesBoth() {
        names.claim("reader", "first", "orders");

        ConfigurationException e =
                assertThrows(ConfigurationException.class, () -> names.claim("reader", "second", "invoices"));

        assertEquals(
                "1 problem in the configuration of the route 'second':\n"
                        + "  - consumerName: 'reader' is the name under which the route 'first' of this process reads"
                        + " orders already, and now the route 'second' would read invoices. Give each route with"
                        + " useKclConsumers=true a name of its own. To use more of this machine, raise shardConcurrency",
                e.getMessage());
    }

    @Test
    void claim_sameStream_isRefusedToo() {
        names.claim("reader", "first", "orders");

        assertThrows(ConfigurationException.class, () -> names.claim("reader", "second", "orders"));
        names.claim("other-reader", "second", "orders");
    }

    @Test
    void claim_givenBack_isFreeForTheNext() {
        SharedNames.Claim first = names.claim("reader", "first", "orders");
        first.close();

        names.claim("reader", "second", "orders");
        first.close();

        assertThrows(
                ConfigurationException.class,
                () -> names.claim("reader", "third", "orders"),
                "a claim that was given back gives back nothing of the next one's");
    }

    @Test
    void names_ofOneContext_areTheSameForAllItsComponents() throws Exception {
        try (DefaultCamelContext one = new DefaultCamelContext();
                DefaultCamelContext other = new DefaultCamelContext()) {
            assertSame(SharedNames.of(one), SharedNames.of(one));
            assertNotSame(SharedNames.of(one), SharedNames.of(other));
        }
    }
}
