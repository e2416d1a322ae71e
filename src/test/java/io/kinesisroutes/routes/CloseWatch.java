// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.routes;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** A client that tells whether somebody closed it. */
final class CloseWatch {

    private final KinesisClient behind;
    private final KinesisClient client = (KinesisClient)
            Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {KinesisClient.class}, this::call);
    private volatile boolean closed;

    CloseWatch(KinesisClient behind) {
        this.behind = behind;
    }

    KinesisClient client() {
        return client;
    }

    boolean isClosed() {
        return closed;
    }

    private Object call(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("close")) {
            closed = true;
        }
        try {
            return method.invoke(behind, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
