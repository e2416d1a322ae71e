// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The threads of a sink, which belong to whoever made them. Thread-safe.
 *
 * @param timers wakes the sink when something is due, and never blocks; one thread is enough
 * @param requests calls AWS; as many threads as requests may be in flight
 * @param completions tells what became of the records, so that what follows does not hold the requests up
 */
public record SinkThreads(ScheduledExecutorService timers, Executor requests, Executor completions) {}
