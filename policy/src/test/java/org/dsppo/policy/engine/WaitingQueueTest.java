package org.dsppo.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dsppo.policy.placement.QueueCursor;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.StrategySet;
import org.dsppo.policy.placement.WaitingTask;
import org.dsppo.policy.resource.ResourceSpace;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

class WaitingQueueTest {

    static final StrategySet RED = set("red", 10_000);
    static final StrategySet BLUE = set("blue", 3_000);

    private static StrategySet set(String name, long runtimeMillis) {
        ExecutionStrategy strategy =
                new ExecutionStrategy(name, Map.of(), Map.of("cpu", 1.0), runtimeMillis, null);
        return new StrategySet(
                name, List.of(new Strategy(strategy, 0, new ResourceSpace(List.of("cpu")))));
    }

    private final WaitingQueue queue = new WaitingQueue(60_000);
    private final Map<String, LiveTask> tasks = new HashMap<>();

    private void add(String taskId, long submittedAtMillis, int priority, StrategySet strategies) {
        add(taskId, submittedAtMillis, priority, strategies, null);
    }

    private void add(
            String taskId,
            long submittedAtMillis,
            int priority,
            StrategySet strategies,
            Long deadline) {
        LiveTask task = task(taskId, submittedAtMillis, priority, deadline);
        tasks.put(taskId, task);
        queue.add(task, strategies);
        task.queued = true;
    }

    static LiveTask task(String taskId, long submittedAtMillis, int priority) {
        return task(taskId, submittedAtMillis, priority, null);
    }

    static LiveTask task(String taskId, long submittedAtMillis, int priority, Long deadline) {
        return new LiveTask(
                new TaskSubmitted(
                        taskId,
                        submittedAtMillis,
                        "c",
                        priority,
                        1,
                        deadline,
                        null,
                        0,
                        null,
                        null,
                        null),
                submittedAtMillis);
    }

    private QueueCursor at(long nowMillis) {
        queue.advance(nowMillis);
        return queue.cursor();
    }

    static List<String> walk(QueueCursor cursor) {
        return Stream.generate(cursor::next)
                .takeWhile(task -> task != null)
                .map(WaitingTask::taskId)
                .toList();
    }

    @Test
    void higherPriorityThenEarlierSubmissionThenTaskId() {
        add("late", 30, 0, RED);
        add("b", 20, 0, RED);
        add("a", 20, 0, BLUE);
        add("urgent", 40, 1, BLUE);
        add("early", 10, 0, BLUE);
        assertThat(walk(at(100))).containsExactly("urgent", "early", "a", "b", "late");
    }

    @Test
    void everyIntervalOfWaitingIsWorthOnePriority() {
        add("old", 0, 0, RED);
        add("urgent", 30_000, 1, BLUE);
        assertThat(walk(at(59_999))).containsExactly("urgent", "old");
        // Equal from here on, and the old one came first; until the urgent one ages as well.
        assertThat(walk(at(60_000))).containsExactly("old", "urgent");
        assertThat(walk(at(90_000))).containsExactly("urgent", "old");
        assertThat(walk(at(120_000))).containsExactly("old", "urgent");
    }

    @Test
    void whatHasToStartSoonerComesFirstAmongEquals() {
        add("none", 0, 0, RED, null);
        add("b30", 1, 0, BLUE, 30_000L); // to start by 27 s
        add("r36", 2, 0, RED, 36_000L); // to start by 26 s
        add("late", 3, 0, RED, 4_000L); // should have started 6 s ago
        add("urgent", 4, 1, RED, null);
        assertThat(walk(at(5))).containsExactly("urgent", "late", "r36", "b30", "none");
        assertThat(tasks.get("none").group().inOrder())
                .extracting(WaitingTask::taskId)
                .containsExactly("late", "r36", "none");
        assertThat(tasks.get("none").group().head().taskId()).isEqualTo("late");
        // At 60 s those of before have aged by one, and none is the only one received at 0.
        leave("late");
        assertThat(walk(at(60_000))).containsExactly("none", "urgent", "r36", "b30");
        assertThat(walk(at(60_003))).containsExactly("r36", "b30", "none", "urgent");
    }

    @Test
    void skippingAGroupLeavesOutItsTasksWithAndWithoutDeadline() {
        add("r1", 1, 0, RED, 50_000L);
        add("r2", 2, 0, RED, null);
        add("r3", 3, 0, RED, 60_000L);
        add("b1", 4, 0, BLUE, null);
        QueueCursor cursor = at(10);
        assertThat(cursor.next().taskId()).isEqualTo("r1");
        cursor.skipGroup();
        assertThat(walk(cursor)).containsExactly("b1");
    }

    @Test
    void aWalkGoesOnOverTasksWithDeadlinesThatLeave() {
        for (int i = 0; i < 4; i++) {
            add("d" + i, i, 0, RED, 50_000L + i);
            add("n" + i, i, 0, RED, null);
        }
        QueueCursor cursor = at(10);
        assertThat(cursor.next().taskId()).isEqualTo("d0");
        leave("d0");
        leave("d1");
        leave("n0");
        assertThat(walk(cursor)).containsExactly("d2", "d3", "n1", "n2", "n3");
    }

    @Test
    void ageingCountsFromReceiptAndHasAnEnd() {
        LiveTask wrongClock =
                new LiveTask(TaskSubmitted.of("wrong-clock", -1_000_000_000L, "c"), 1_000);
        assertThat(queue.agedPriority(wrongClock, 60_999)).isZero();
        assertThat(queue.agedPriority(wrongClock, 61_000)).isEqualTo(1);
        assertThat(queue.agedPriority(wrongClock, Long.MAX_VALUE)).isEqualTo(10_080);
    }

    @Test
    void walkGoesOnOverTasksThatLeaveMeanwhile() {
        for (int i = 0; i < 6; i++) {
            add("t" + i, i, 0, RED);
        }
        QueueCursor cursor = at(10);
        assertThat(cursor.next().taskId()).isEqualTo("t0");
        leave("t0");
        leave("t1");
        leave("t2");
        assertThat(cursor.next().taskId()).isEqualTo("t3");
        leave("t4");
        leave("t5");
        assertThat(cursor.next()).isNull();
        assertThat(walk(at(10))).containsExactly("t3");
        assertThat(queue.size()).isEqualTo(1);
    }

    private void leave(String taskId) {
        LiveTask task = tasks.get(taskId);
        queue.remove(task);
        task.phase = TaskPhase.ASSIGNED;
    }

    @Test
    void skippingAGroupLeavesTheOthersIn() {
        add("r1", 1, 0, RED);
        add("b1", 2, 0, BLUE);
        add("r2", 3, 0, RED);
        add("r-other-priority", 4, -1, RED);
        add("b2", 5, 0, BLUE);
        QueueCursor cursor = at(10);
        assertThat(cursor.next().taskId()).isEqualTo("r1");
        cursor.skipGroup();
        assertThat(walk(cursor)).containsExactly("b1", "b2", "r-other-priority");
    }

    @Test
    void emptyGroupsAreForgotten() {
        add("a", 1, 0, RED);
        add("b", 2, 0, BLUE);
        leave("a");
        assertThat(queue.groups()).extracting(QueueGroup::strategies).containsExactly(BLUE);
        assertThat(tasks.get("b").group().inOrder())
                .extracting(WaitingTask::taskId)
                .containsExactly("b");
    }
}
