// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.kinesis.leases.ShardInfo;
import software.amazon.kinesis.lifecycle.TaskOutcome;
import software.amazon.kinesis.lifecycle.TaskType;
import software.amazon.kinesis.lifecycle.events.TaskExecutionListenerInput;

/** What the library tells of the pages that it hands over, and of those that it does not. */
class SkippedPagesTest extends LeasedShardFixture {

    private SkippedPages pages;

    private static TaskExecutionListenerInput task(TaskOutcome outcome) {
        return TaskExecutionListenerInput.builder()
                .shardInfo(new ShardInfo(SHARD, "token", List.of(), null))
                .taskType(TaskType.PROCESS)
                .taskOutcome(outcome)
                .build();
    }

    private void beginAndHandOver() {
        begin();
        pages = new SkippedPages(shards);
        pages.beforeTaskExecution(task(null));
        page(1);
        pages.afterTaskExecution(task(TaskOutcome.SUCCESSFUL));
    }

    @Test
    void pages_oneAfterTheOther_areHandedOver() {
        beginAndHandOver();

        pages.beforeTaskExecution(task(null));
        page(2);
        pages.afterTaskExecution(task(TaskOutcome.SUCCESSFUL));

        assertEquals(List.of("1", "2"), handled);
        assertEquals(List.of(), dropped);
    }

    @Test
    void page_endedByAnError_nothingAfterItIsHandedOverOrSaved() {
        beginAndHandOver();
        time.pass(INTERVAL);

        pages.beforeTaskExecution(task(null));
        pages.beforeTaskExecution(task(null));
        page(3);
        time.pass(INTERVAL.plus(Duration.ofSeconds(1)));

        assertEquals(List.of("1"), handled);
        assertEquals(List.of("1"), saved);
        assertEquals(List.of(SHARD), dropped, "the library takes it again and reads from what is saved");
    }

    @Test
    void page_failed_nothingAfterItIsHandedOver() {
        beginAndHandOver();

        pages.beforeTaskExecution(task(null));
        pages.afterTaskExecution(task(TaskOutcome.FAILURE));
        pages.beforeTaskExecution(task(null));
        page(3);

        assertEquals(List.of("1"), handled);
        assertEquals(List.of(SHARD), dropped);
    }

    @Test
    void shard_readAnew_isNotTakenForTheOneBefore() {
        beginAndHandOver();
        pages.beforeTaskExecution(task(null));

        pages.afterTaskExecution(TaskExecutionListenerInput.builder()
                .shardInfo(new ShardInfo(SHARD, "token", List.of(), null))
                .taskType(TaskType.SHUTDOWN)
                .taskOutcome(TaskOutcome.SUCCESSFUL)
                .build());
        pages.beforeTaskExecution(task(null));
        page(2);

        assertEquals(List.of("1", "2"), handled);
    }
}
