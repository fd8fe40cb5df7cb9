package org.dsppo.policy.lab.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.task.TaskMessage;
import org.junit.jupiter.api.Test;

class TaskDrawTest {

    /** One node with one device, and one class that takes it for 10 s. */
    private static final Catalogue SITE = site();

    private static Catalogue site() {
        SiteDraft draft = new SiteDraft(1);
        draft.cluster("a", 1, Map.of("cpu", 8.0));
        draft.add("one", List.of(draft.strategy("a", Map.of("cpu", 8.0), 10)));
        draft.add("two", List.of(draft.strategy("a", Map.of("cpu", 8.0), 10)));
        return draft.workload("s", 1, 1, TaskPattern.of(index -> 1, () -> 1)).catalogue();
    }

    private static long[] times(TaskPattern pattern) {
        return new TaskDraw(new SplittableRandom(4))
                .draw("d", SITE, 400, 0.5, pattern).tasks().stream()
                        .mapToLong(TaskMessage::atMillis)
                        .toArray();
    }

    /** 400 tasks of 10 s keep the node busy for 4,000 s: at half load they come in 8,000 s. */
    @Test
    void tasksComeAtTheLoadThatIsAskedFor() {
        long[] steady = times(TaskPattern.of(index -> 1, () -> 1));
        assertThat(steady[399]).isEqualTo(8_000_000);
        assertThat(steady).isSorted();
        long[] longer = times(TaskPattern.of(index -> 1, () -> 2));
        assertThat(longer[399]).isEqualTo(16_000_000);
    }

    @Test
    void spikesAreShortAndEvenlySpaced() {
        long[] spikes = times(TaskPattern.of(index -> 1, () -> 1).inSpikes(4));
        assertThat(Arrays.stream(spikes).map(at -> at % 2_000_000).max().orElseThrow())
                .isLessThan(60_000);
        assertThat(Arrays.stream(spikes).map(at -> at / 2_000_000).distinct()).hasSize(4);
    }

    @Test
    void theMixShiftsInTheMiddle() {
        TaskPattern pattern =
                TaskPattern.of(index -> index == 0 ? 1 : 0, () -> 1)
                        .shiftingTo(index -> index == 0 ? 1 : 3);
        List<TaskMessage> tasks =
                new TaskDraw(new SplittableRandom(4)).draw("d", SITE, 400, 0.5, pattern).tasks();
        assertThat(tasks.subList(0, 200))
                .allMatch(task -> task.submitted().taskClass().equals("one"));
        long second =
                tasks.subList(200, 400).stream()
                        .filter(task -> task.submitted().taskClass().equals("two"))
                        .count();
        assertThat(second / 200.0).isCloseTo(0.75, within(0.1));
    }
}
