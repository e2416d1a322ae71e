// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.routes;

import io.kinesisroutes.component.KinesisComponent;
import io.kinesisroutes.local.LocalAws;
import io.kinesisroutes.local.LocalCredentials;
import org.apache.camel.support.processor.state.MemoryStateRepository;

/** Points a component at the local AWS, whose positions are gone when it ends. */
final class OnLocalAws {

    private OnLocalAws() {}

    static KinesisComponent set(KinesisComponent component, LocalAws aws, LocalCredentials own) {
        component.setCheckpointStore(new MemoryStateRepository());
        component.setStsUriEndpointOverride(aws.endpoint().toString());
        component.getConfiguration().setOverrideEndpoint(true);
        component.getConfiguration().setUriEndpointOverride(aws.endpoint().toString());
        component.getConfiguration().setAccessKey(own.accessKeyId());
        component.getConfiguration().setSecretKey(own.secretAccessKey());
        return component;
    }
}
