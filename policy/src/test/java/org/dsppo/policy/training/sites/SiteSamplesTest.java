package org.dsppo.policy.training.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dsppo.policy.lab.simulation.SyntheticSite;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.task.TaskMessage;
import org.junit.jupiter.api.Test;

class SiteSamplesTest {

    private static final Workload SITE = SyntheticSite.racks(200, 0.5, 1, 4);

    private static Set<Double> scales(TrainingFamily family) {
        Set<Double> scales = new HashSet<>();
        for (long seed = 0; seed < 30; seed++) {
            for (TaskMessage task : family.workloads().apply(seed).tasks()) {
                scales.add(task.submitted().runtimeScale());
            }
        }
        return scales;
    }

    @Test
    void drawsTasksAnewAtTheRecordedTimes() {
        TrainingFamily family = new SiteSamples(SITE).family(List.of("greedy"));
        Workload sample = family.workloads().apply(1);
        assertThat(sample.tasks().stream().map(TaskMessage::atMillis))
                .containsExactlyElementsOf(
                        SITE.tasks().stream().map(TaskMessage::atMillis).toList());
        assertThat(family.workloads().apply(1)).isEqualTo(sample);
        assertThat(family.workloads().apply(2)).isNotEqualTo(sample);
    }

    /** What a seed draws is not what its neighbour draws some tasks earlier or later. */
    @Test
    void neighbouringSeedsShareNoStretchOfTasks() {
        TrainingFamily family = new SiteSamples(SITE).family(List.of("greedy"));
        Set<Double> factors = new HashSet<>();
        int drawn = 0;
        for (long seed = 0; seed < 5; seed++) {
            for (TaskMessage task : family.workloads().apply(seed).tasks()) {
                // The jitter makes the scale of each draw its own.
                factors.add(task.submitted().runtimeScale());
                drawn++;
            }
        }
        assertThat(factors).hasSize(drawn);
    }

    /** Tasks held out are marked by an enormous scale. */
    @Test
    void neverTunesOnWhatIsHeldOut() {
        List<TaskMessage> marked = new ArrayList<>();
        for (int i = 0; i < SITE.tasks().size(); i++) {
            boolean heldOut = Set.of(2, 5, 9).contains(i % 10);
            marked.add(TaskMessage.of(SITE.tasks().get(i).submitted().scaledBy(heldOut ? 1e6 : 1)));
        }
        SiteSamples samples =
                new SiteSamples(new Workload(SITE.name(), SITE.catalogue(), marked, List.of()));
        assertThat(scales(samples.family(List.of("greedy")))).allMatch(scale -> scale < 5000);
        assertThat(scales(samples.heldOut(List.of("greedy")))).allMatch(scale -> scale > 5000);
    }

    @Test
    void needsEnoughTasks() {
        assertThatThrownBy(() -> new SiteSamples(SyntheticSite.racks(19, 0.5, 1, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tasks are 19, expected at least 20 to tune on");
    }
}
