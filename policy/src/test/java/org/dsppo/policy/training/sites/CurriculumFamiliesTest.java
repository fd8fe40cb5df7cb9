package org.dsppo.policy.training.sites;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.simulation.SimulationResult;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.junit.jupiter.api.Test;

class CurriculumFamiliesTest {

    @Test
    void everyTierIsALessonOfItsOwn() {
        List<TrainingFamily> families = CurriculumFamilies.all();
        assertThat(families)
                .extracting(TrainingFamily::name)
                .containsExactly(
                        "cloud-light",
                        "cloud-heavy",
                        "edge-light",
                        "edge-heavy",
                        "end-light",
                        "end-heavy");
        for (TrainingFamily family : families) {
            Workload workload = family.workloads().apply(3);
            String tier = family.name().split("-")[0];
            assertThat(workload.catalogue().nodes())
                    .extracting(NodeSpec::cluster)
                    .containsOnly(tier)
                    .hasSize(tier.equals("cloud") ? 15 : tier.equals("edge") ? 10 : 8);
            assertThat(workload.catalogue().classes().keySet())
                    .hasSize(tier.equals("edge") ? 4 : 5);
            for (String contender : family.contenders()) {
                SimulationResult run = Simulator.run(workload, Baselines.named(contender));
                assertThat(run.decisions()).hasSize(workload.tasks().size());
            }
        }
    }

    @Test
    void heavyLessonsAreAboveWhatTheTierCarries() {
        for (TrainingFamily family : CurriculumFamilies.all()) {
            Workload workload = family.workloads().apply(3);
            long last =
                    Simulator.run(workload, Baselines.named("greedy:k=2")).decisions().stream()
                            .mapToLong(each -> each.decision().waitMillis())
                            .max()
                            .orElseThrow();
            assertThat(last > 300_000)
                    .describedAs("%s waits for up to %d ms", family.name(), last)
                    .isEqualTo(family.name().endsWith("heavy"));
        }
    }
}
