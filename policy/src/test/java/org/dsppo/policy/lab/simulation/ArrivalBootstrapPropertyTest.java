package org.dsppo.policy.lab.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

final class ArrivalBootstrapPropertyTest {

    private static Workload recording(List<Long> times) {
        List<TaskMessage> messages = new ArrayList<>();
        List<Long> sorted = times.stream().sorted().toList();
        for (int i = 0; i < sorted.size(); i++) {
            messages.add(
                    TaskMessage.of(TaskSubmitted.of("t" + i, sorted.get(i), "ai").scaledBy(1 + i)));
        }
        return Workload.of("any", BuiltinCatalogues.named("ii5"), messages);
    }

    @Property(tries = 300)
    void everySampleIsMadeOfRecordedTasksInsideTheRecordedSpan(
            @ForAll @Size(min = 1, max = 40) List<@LongRange(min = 0, max = 50_000) Long> times,
            @ForAll @LongRange(min = 0, max = 60_000) long window,
            @ForAll long seed) {
        Workload recorded = recording(times);
        Workload sample = new ArrivalBootstrap(recorded, window).sample(seed);
        long first = recorded.tasks().get(0).atMillis();
        long last = recorded.tasks().get(times.size() - 1).atMillis();
        long gap = times.size() < 2 ? 0 : Math.max(1, (last - first) / (times.size() - 1));
        assertThat(sample.tasks())
                .isNotEmpty()
                .isSortedAccordingTo((a, b) -> Long.compare(a.atMillis(), b.atMillis()));
        Set<String> ids = new HashSet<>();
        for (TaskMessage each : sample.tasks()) {
            assertThat(ids.add(each.taskId())).as("id %s once", each.taskId()).isTrue();
            assertThat(each.atMillis()).isBetween(first, last + gap);
            double scale = each.submitted().runtimeScale();
            assertThat(scale).isBetween(1.0, (double) times.size()).isEqualTo(Math.rint(scale));
        }
        assertThat(new ArrivalBootstrap(recorded, window).sample(seed)).isEqualTo(sample);
    }

    @Property(tries = 200)
    void distancesInsideAWindowAreRecordedOnes(
            @ForAll @IntRange(min = 2, max = 30) int tasks,
            @ForAll @IntRange(min = 1, max = 400) int gap,
            @ForAll long seed) {
        // Equal gaps: inside a window the next task comes after one gap, whatever the window.
        List<Long> times = new ArrayList<>();
        for (long i = 0; i < tasks; i++) {
            times.add(i * gap);
        }
        ArrivalBootstrap bootstrap = new ArrivalBootstrap(recording(times), 5L * gap);
        Workload sample = bootstrap.sample(seed);
        for (int i = 1; i < sample.tasks().size(); i++) {
            long before = sample.tasks().get(i - 1).atMillis();
            long at = sample.tasks().get(i).atMillis();
            if (before / bootstrap.windowMillis() == at / bootstrap.windowMillis()) {
                assertThat(at - before).isEqualTo(gap);
            }
        }
    }
}
