// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.kinesis.leases.ShardInfo;
import software.amazon.kinesis.lifecycle.TaskExecutionListener;
import software.amazon.kinesis.lifecycle.TaskOutcome;
import software.amazon.kinesis.lifecycle.TaskType;
import software.amazon.kinesis.lifecycle.events.TaskExecutionListenerInput;

/**
 * Notices that the library has skipped a page, as it does when it fails before the page is handed over, before it hands the
 * next one over: nothing after the gap must be counted as done. Thread-safe.
 */
final class SkippedPages implements TaskExecutionListener {

    private final LeasedShards shards;
    private final Set<ShardInfo> underWay = ConcurrentHashMap.newKeySet();

    SkippedPages(LeasedShards shards) {
        this.shards = shards;
    }

    @Override
    public void beforeTaskExecution(TaskExecutionListenerInput input) {
        if (input.taskType() == TaskType.PROCESS && !underWay.add(input.shardInfo())) {
            // An Error ended the page before this one, and nobody came back from it.
            shards.skippedAPage(input.shardInfo().shardId());
        }
    }

    @Override
    public void afterTaskExecution(TaskExecutionListenerInput input) {
        underWay.remove(input.shardInfo());
        if (input.taskType() == TaskType.PROCESS && input.taskOutcome() == TaskOutcome.FAILURE) {
            shards.skippedAPage(input.shardInfo().shardId());
        }
    }
}
