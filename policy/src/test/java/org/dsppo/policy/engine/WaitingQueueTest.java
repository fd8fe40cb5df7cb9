package org.dsppo.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dsppo.policy.placement.QueueCursor;
import org.dsppo.policy.placement.StrategySet;
import org.dsppo.policy.placement.WaitingTask;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

class WaitingQueueTest {

    static final StrategySet RED = new StrategySet("red", List.of());
    static final StrategySet BLUE = new StrategySet("blue", List.of());

    private final WaitingQueue queue = new WaitingQueue(60_000);
    private final Map<String, LiveTask> tasks = new HashMap<>();

    private void add(String taskId, long submittedAtMillis, int priority, StrategySet strategies) {
        LiveTask task = task(taskId, submittedAtMillis, priority);
        tasks.put(taskId, task);
        queue.add(task, strategies);
    }

    static LiveTask task(String taskId, long submittedAtMillis, int priority) {
        return new LiveTask(
                new TaskSubmitted(
                        taskId,
                        submittedAtMillis,
                        "c",
                        priority,
                        1,
                        null,
                        null,
                        0,
                        null,
                        null,
                        null));
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
        assertThat(walk(queue.cursor(100))).containsExactly("urgent", "early", "a", "b", "late");
    }

    @Test
    void everyIntervalOfWaitingIsWorthOnePriority() {
        add("old", 0, 0, RED);
        add("urgent", 30_000, 1, BLUE);
        assertThat(walk(queue.cursor(59_999))).containsExactly("urgent", "old");
        // Equal from here on, and the old one came first; until the urgent one ages as well.
        assertThat(walk(queue.cursor(60_000))).containsExactly("old", "urgent");
        assertThat(walk(queue.cursor(90_000))).containsExactly("urgent", "old");
        assertThat(walk(queue.cursor(120_000))).containsExactly("old", "urgent");
    }

    @Test
    void walkGoesOnOverTasksThatLeaveMeanwhile() {
        for (int i = 0; i < 6; i++) {
            add("t" + i, i, 0, RED);
        }
        QueueCursor cursor = queue.cursor(10);
        assertThat(cursor.next().taskId()).isEqualTo("t0");
        leave("t0");
        leave("t1");
        leave("t2");
        assertThat(cursor.next().taskId()).isEqualTo("t3");
        leave("t4");
        leave("t5");
        assertThat(cursor.next()).isNull();
        assertThat(walk(queue.cursor(10))).containsExactly("t3");
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
        QueueCursor cursor = queue.cursor(10);
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
        assertThat(tasks.get("b").group().tasks())
                .extracting(WaitingTask::taskId)
                .containsExactly("b");
    }
}
