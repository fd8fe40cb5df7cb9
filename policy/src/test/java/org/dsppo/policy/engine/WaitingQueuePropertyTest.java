package org.dsppo.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class WaitingQueuePropertyTest {

    @Property(tries = 200)
    void orderIsThatOfSortingWhateverComesAndGoes(@ForAll long seed) {
        Random random = new Random(seed);
        WaitingQueue any = new WaitingQueue(1_000);
        List<LiveTask> waiting = new ArrayList<>();
        long nowMillis = 20_000;
        for (int i = 0; i < 60; i++) {
            if (waiting.isEmpty() || random.nextInt(3) > 0) {
                LiveTask task =
                        WaitingQueueTest.task(
                                "t" + random.nextInt() + i,
                                random.nextInt(25_000),
                                random.nextInt(4),
                                random.nextBoolean() ? 9_000L + random.nextInt(30_000) : null);
                any.add(task, random.nextBoolean() ? WaitingQueueTest.RED : WaitingQueueTest.BLUE);
                task.queued = true;
                waiting.add(task);
            } else {
                LiveTask leaving = waiting.remove(random.nextInt(waiting.size()));
                any.remove(leaving);
                leaving.queued = false;
            }
            any.advance(random.nextInt(20_000));
        }
        any.advance(nowMillis);
        Comparator<LiveTask> order =
                Comparator.comparingLong(
                                (LiveTask task) ->
                                        -task.priority()
                                                - Math.max(0, nowMillis - task.submittedAtMillis())
                                                        / 1_000)
                        .thenComparingLong(WaitingQueuePropertyTest::latestStartMillis)
                        .thenComparingLong(LiveTask::submittedAtMillis)
                        .thenComparing(LiveTask::taskId);
        assertThat(WaitingQueueTest.walk(any.cursor()))
                .isEqualTo(waiting.stream().sorted(order).map(LiveTask::taskId).toList());
        assertThat(any.size()).isEqualTo(waiting.size());
    }

    private static long latestStartMillis(LiveTask task) {
        Long deadline = task.submission().deadlineAtMillis();
        if (deadline == null) {
            return Long.MAX_VALUE;
        }
        return deadline - (task.group().strategies() == WaitingQueueTest.RED ? 10_000 : 3_000);
    }
}
