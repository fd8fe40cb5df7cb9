package org.dsppo.policy.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

class UtilisationTimelineTest {

    @Test
    void sharesOutWhatOneTaskHolds() {
        // cloud-gpu: 0.43 of 15 x 4 GPUs for 12 s from 6 s on; four steps of 4.5 s.
        Workload workload =
                Workload.of(
                        "one",
                        BuiltinCatalogues.named("ii5"),
                        List.of(TaskMessage.of(TaskSubmitted.of("t", 6_000, "ai"))));
        ExecutedRun run = ExecutedRun.of(Simulator.run(workload, Baselines.named("greedy")));

        UtilisationTimeline timeline = UtilisationTimeline.of(run, 4);

        assertThat(timeline.stepMillis()).isEqualTo(4_500);
        double[] gpu =
                timeline.series().stream()
                        .filter(each -> each.cluster().equals("cloud"))
                        .filter(each -> each.resource().equals("gpu"))
                        .findFirst()
                        .orElseThrow()
                        .share();
        double full = 0.43 / 60;
        assertThat(gpu).containsExactly(new double[] {0, full * 2 / 3, full, full}, within(1e-12));
    }
}
