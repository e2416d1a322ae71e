// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.config.ConfigurationException;
import io.kinesisroutes.local.LocalRole;
import io.kinesisroutes.local.LocalStream;
import io.kinesisroutes.local.TrustPolicies;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Assertions;

/** A deployment named acme, streams of others with roles that ask for that name, and routes in YAML as a user has them. */
abstract class KameletFixture extends AccessFixture {

    static final String SCHEMA = "classpath:io/kinesisroutes/component/n.schema.json";

    final Queue<String> delivered = new ConcurrentLinkedQueue<>();

    /** Its name is a property, as Kamelets ask for; its component says where AWS is. */
    Deployment acme() {
        return acme("acme");
    }

    Deployment acme(String accountName) {
        Deployment deployment = new Deployment(aws, null, own());
        deployment.context().getPropertiesComponent().addInitialProperty("kinesis.account", accountName);
        deployment.context().getRegistry().bind("delivered", delivered);
        return deployment;
    }

    LocalRole reader(String account, LocalStream stream) {
        return role(account, TrustPolicies.allow(DEPLOYMENT, "acme"), stream, READ);
    }

    LocalRole writer(String account, LocalStream stream) {
        return role(account, TrustPolicies.allow(DEPLOYMENT, "acme"), stream, WRITE);
    }

    static void routes(CamelContext context, String yaml) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("routes.yaml", yaml));
    }

    /** Puts records, each under a key of its own, and returns them sorted. */
    static List<String> put(LocalStream stream, int from, int to) {
        List<String> records = new ArrayList<>();
        for (int n = from; n < to; n++) {
            records.add("{\"n\":" + n + "}");
            stream.put("key-" + n, bytes("{\"n\":" + n + "}"));
        }
        return records.stream().sorted().toList();
    }

    static List<String> sorted(Queue<String> records) {
        return records.stream().sorted().toList();
    }

    static <T extends Throwable> T cause(Class<T> type, Throwable e) {
        Throwable cause = e;
        while (!type.isInstance(cause)) {
            Assertions.assertNotNull(cause.getCause(), () -> "no " + type.getSimpleName() + " but " + e);
            cause = cause.getCause();
        }
        return type.cast(cause);
    }

    /** What a user reads who wrote this. */
    ConfigurationException refusedRoute(Deployment deployment, String yaml) {
        return cause(ConfigurationException.class, Assertions.assertThrows(Exception.class, () -> {
            routes(deployment.context(), yaml);
            deployment.start();
        }));
    }

    static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
