package org.dsppo.policy.training.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.dsppo.policy.lab.simulation.FluidLoad;
import org.dsppo.policy.lab.simulation.SyntheticSite;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.task.TaskMessage;
import org.junit.jupiter.api.Test;

class SiteSamplesTest {

    private static final Workload SITE = SyntheticSite.racks(200, 0.5, 1, 4);

    private static final int RECORDED = 3;

    private static Set<Double> scales(List<TrainingFamily> families) {
        Set<Double> scales = new HashSet<>();
        for (TrainingFamily family : families) {
            for (long seed = 0; seed < 30; seed++) {
                for (TaskMessage task : family.workloads().apply(seed).tasks()) {
                    scales.add(task.submitted().runtimeScale());
                }
            }
        }
        return scales;
    }

    private static double loadOf(Workload sample) {
        Map<String, Double> work = new TreeMap<>();
        sample.tasks()
                .forEach(
                        task ->
                                work.merge(
                                        task.submitted().taskClass(),
                                        task.submitted().runtimeScale(),
                                        Double::sum));
        List<TaskMessage> tasks = sample.tasks();
        return FluidLoad.bottleneckMillis(
                        sample.catalogue().nodes(), sample.catalogue().classes(), work)
                / (tasks.get(tasks.size() - 1).atMillis() - tasks.get(0).atMillis());
    }

    @Test
    void variesLoadWithinARangePerFamily() {
        double[][] ranges = {{0.3, 0.65}, {0.65, 1}, {1, 1.5}};
        List<TrainingFamily> families = new SiteSamples(SITE).tuning();
        for (int band = 0; band < ranges.length; band++) {
            int steady = 0;
            for (long seed = 0; seed < 20; seed++) {
                double load = loadOf(families.get(band).workloads().apply(seed));
                // Bursts shorten the time to the last arrival, which makes the load look larger.
                assertThat(load).isGreaterThan(0.97 * ranges[band][0]);
                steady += load < 1.03 * ranges[band][1] ? 1 : 0;
            }
            assertThat(steady).isBetween(10, 19);
        }
    }

    /** Classes come more or less often than recorded, from sample to sample. */
    @Test
    void variesTheMix() {
        List<TrainingFamily> families = new SiteSamples(SITE).tuning();
        String some = SITE.tasks().get(0).submitted().taskClass();
        List<Long> counts = new ArrayList<>();
        for (long seed = 0; seed < 20; seed++) {
            counts.add(
                    families.get(0).workloads().apply(seed).tasks().stream()
                            .filter(task -> task.submitted().taskClass().equals(some))
                            .count());
        }
        assertThat(counts.stream().distinct().count()).isGreaterThan(5);
    }

    @Test
    void drawsTasksAnewAtTheRecordedTimes() {
        TrainingFamily family = new SiteSamples(SITE).tuning().get(RECORDED);
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
        TrainingFamily family = new SiteSamples(SITE).tuning().get(RECORDED);
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
        assertThat(scales(samples.tuning())).allMatch(scale -> scale < 5000);
        assertThat(scales(samples.heldOut())).allMatch(scale -> scale > 5000);
    }

    @Test
    void needsEnoughTasks() {
        assertThatThrownBy(() -> new SiteSamples(SyntheticSite.racks(19, 0.5, 1, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tasks are 19, expected at least 20 to tune on");
    }
}
