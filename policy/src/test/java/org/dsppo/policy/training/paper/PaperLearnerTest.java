package org.dsppo.policy.training.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.dsppo.policy.TinyCatalogue;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.simulation.SimulationResult;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.learned.network.PaperPolicy;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.training.baseline.BaselineProgress;
import org.dsppo.policy.training.baseline.BaselineState;
import org.dsppo.policy.training.dl4j.GraphTower;
import org.dsppo.policy.training.ppo.Lesson;
import org.dsppo.policy.training.ppo.RunCosts;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

final class PaperLearnerTest {

    /** A fast node (1 s) and a slow one (30 s), one task at a time: the fast one pays more. */
    private static final Catalogue CATALOGUE =
            new TinyCatalogue()
                    .cluster("slow")
                    .cluster("fast")
                    .node("s", "slow", 1, 0)
                    .node("f", "fast", 1, 0)
                    .strategy("job", "S", "slow", Map.of("cpu", 1.0), 30_000)
                    .strategy("job", "F", "fast", Map.of("cpu", 1.0), 1_000)
                    .build();

    private static final PaperSettings SETTINGS =
            new PaperSettings(8, 40, 10, 4, 1e-2, 0.5, 0.2, 0.5, 0.01, 10, 500);

    private static final LongFunction<Lesson> LESSONS =
            seed -> new Lesson(workload(), Baselines.named("greedy"));

    /** One task, so that the count of tasks completed so far says nothing in the reward. */
    private static Workload workload() {
        return Workload.of(
                "single", CATALOGUE, List.of(TaskMessage.of(TaskSubmitted.of("t", 1_000, "job"))));
    }

    private static PaperLearner learner(PolicyArtefact origin, BaselineState state) {
        return new PaperLearner(
                origin, state, SETTINGS, LESSONS, GraphTower::activated, GraphTower::linear);
    }

    private static double completionMillis(PolicyArtefact artefact) {
        SimulationResult run = Simulator.run(workload(), () -> new PaperPolicy(artefact));
        return new RunCosts(run).meanCompletionMillis();
    }

    @Test
    void learnsToTakeTheNodeThatItsRewardPaysFor() throws Exception {
        PolicyArtefact origin = PaperLearner.untrained("p", SETTINGS, 5);
        BaselineState start = BaselineState.initial(50, origin.weights());
        try (PaperLearner learner = learner(origin, start)) {
            double first = learner.step().logRatio();
            double last = first;
            for (int i = 0; i < 60 && last > 0.25; i++) {
                last = learner.step().logRatio();
            }
            assertThat(first).isGreaterThan(1);
            assertThat(last).isLessThan(0.25);
            PolicyArtefact loaded = PolicyArtefact.read(learner.policy().toBytes());
            assertThat(completionMillis(loaded)).isCloseTo(1_000, within(1.0));
        }
    }

    @Test
    void goesOnFromAStateAsIfItHadNeverStopped() {
        PolicyArtefact origin = PaperLearner.untrained("p", SETTINGS, 5);
        try (PaperLearner through = learner(origin, BaselineState.initial(50, origin.weights()))) {
            through.step();
            BaselineState half = BaselineState.read(through.state().toBytes());
            BaselineProgress second = through.step();
            try (PaperLearner resumed = learner(origin, half)) {
                assertThat(resumed.step()).isEqualTo(second);
                assertThat(resumed.state().toBytes()).isEqualTo(through.state().toBytes());
            }
        }
    }
}
