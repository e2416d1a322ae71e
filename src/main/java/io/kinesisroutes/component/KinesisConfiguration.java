// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;

/**
 * Binds {@link KinesisComponent} to {@code aws2-kinesis:} in an application that is set up by properties:
 * {@code camel.main.configurationClasses=io.kinesisroutes.component.KinesisConfiguration}. It runs before Camel applies
 * {@code camel.component.aws2-kinesis.*}, so these set the stock options and ours alike.
 *
 * <p>A line {@code camel.beans.aws2-kinesis=#class:...} would not do: Camel binds that bean as {@code aws2Kinesis}.
 */
public final class KinesisConfiguration implements CamelConfiguration {

    @Override
    public void configure(CamelContext context) {
        // Not added to the context: from the registry Camel takes it through the resolver of components, which the
        // Camel
        // CLI replaces where nothing may be called, for camel export and camel run --stub.
        context.getRegistry().bind("aws2-kinesis", new KinesisComponent(context));
    }
}
