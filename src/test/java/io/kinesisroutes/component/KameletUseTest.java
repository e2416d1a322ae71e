// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertiesComponent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KameletUseTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final PropertiesComponent properties = context.getPropertiesComponent();

    @AfterEach
    void stop() throws IOException {
        context.close();
    }

    private Properties given(String name, String value) {
        Properties given = new Properties();
        given.setProperty(name, value);
        properties.setLocalProperties(given);
        return given;
    }

    @Test
    void account_givenToTheKameletAsWell_isTheDeployments() {
        properties.addInitialProperty("kinesis.account", "{{party}}");
        properties.addInitialProperty("party", "acme");
        Properties given = given("kinesis.account", "evil");
        given.setProperty("party", "evil");

        assertEquals(Optional.of("acme"), KameletUse.current(context).deploymentsAccount());
        assertSame(given, properties.getLocalProperties());
        assertEquals("evil", properties.parseUri("{{kinesis.account}}"));
    }

    @Test
    void account_givenToTheKameletOnly_isNone() {
        Properties given = given("kinesis.account", "evil");

        assertEquals(Optional.empty(), KameletUse.current(context).deploymentsAccount());
        assertSame(given, properties.getLocalProperties());
    }

    @Test
    void account_outsideOfAKamelet_isTheDeployments() {
        properties.addInitialProperty("kinesis.account", "acme");

        assertEquals(Optional.of("acme"), KameletUse.current(context).deploymentsAccount());
        assertEquals(null, properties.getLocalProperties());
    }
}
