// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Counts what a client asks for, each try of its own. Thread-safe. */
final class RequestCounts implements ExecutionInterceptor {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        String action = context.request().getClass().getSimpleName().replace("Request", "");
        counts.computeIfAbsent(action, name -> new LongAdder()).increment();
    }

    /** So far, by the name of the action. */
    Map<String, Long> soFar() {
        Map<String, Long> soFar = new TreeMap<>();
        counts.forEach((action, count) -> soFar.put(action, count.sum()));
        return soFar;
    }
}
