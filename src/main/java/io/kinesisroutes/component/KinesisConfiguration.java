// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.support.PluginHelper;

/**
 * Binds {@link KinesisComponent} to {@code aws2-kinesis:} in an application that is set up by properties:
 * {@code camel.main.configurationClasses=io.kinesisroutes.component.KinesisConfiguration}. It runs before Camel applies
 * {@code camel.component.aws2-kinesis.*}, so these set the stock options and ours alike.
 *
 * <p>A line {@code camel.beans.aws2-kinesis=#class:...} would not do: Camel binds that bean as {@code aws2Kinesis}.
 */
public final class KinesisConfiguration implements CamelConfiguration {

    @Override
    public void configure(CamelContext context) throws Exception {
        context.addComponent("aws2-kinesis", component(context));
    }

    /** Through Camel's resolver: the Camel CLI has one that gives stand-ins while it only exports, and must call nobody. */
    private static Component component(CamelContext context) throws Exception {
        Component resolved = PluginHelper.getComponentResolver(context.getCamelContextExtension())
                .resolveComponent(KinesisComponent.NAME, context);
        return resolved == null ? new KinesisComponent(context) : resolved;
    }
}
