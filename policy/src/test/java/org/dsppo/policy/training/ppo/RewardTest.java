package org.dsppo.policy.training.ppo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.policy.lab.simulation.SimulationResult;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.junit.jupiter.api.Test;

final class RewardTest {

    private static final Workload WORKLOAD = Toy.workload(4);
    private static final SimulationResult BASELINE =
            Simulator.run(WORKLOAD, Baselines.named("greedy"));

    private final ExploringPolicy policy =
            new ExploringPolicy(Toy.GREEDY, new Temperatures(1, 1), 0, true, 3);
    private final SimulationResult run = Simulator.run(WORKLOAD, () -> policy);

    private static double completion(SimulationResult run) {
        return run.decisions().stream().mapToDouble(RewardTest::completion).average().orElseThrow();
    }

    private static double completion(ExecutedDecision each) {
        return each.decision().waitMillis()
                + each.finishedAtMillis()
                - each.decision().decidedAtMillis();
    }

    @Test
    void objectiveAddsUpToTheGainOverTheHeuristic() {
        double[] rewards =
                new ObjectiveReward(ObjectiveWeights.COMPLETION).of(policy.steps(), run, BASELINE);
        double own = completion(run);
        double other = completion(BASELINE);
        assertThat(own).isNotCloseTo(other, within(100.0));
        assertThat(Arrays.stream(rewards).sum())
                .isCloseTo(40 * (other - own) / other, within(1e-6));
    }

    @Test
    void objectiveCountsWaitingOnceMoreForBeta() {
        double[] rewards =
                new ObjectiveReward(new ObjectiveWeights(0, 1, 0))
                        .of(policy.steps(), run, BASELINE);
        double own = run.decisions().stream().mapToDouble(d -> d.decision().waitMillis()).sum();
        double other =
                BASELINE.decisions().stream().mapToDouble(d -> d.decision().waitMillis()).sum();
        assertThat(Arrays.stream(rewards).sum())
                .isCloseTo((other - own) / completion(BASELINE), within(1e-6));
    }

    @Test
    void objectivePaysUtilisationWhenATaskIsPlaced() {
        double[] rewards =
                new ObjectiveReward(new ObjectiveWeights(0, 0, 1))
                        .of(policy.steps(), run, BASELINE);
        double window = WORKLOAD.tasks().get(39).atMillis();
        double used = 0;
        for (ExecutedDecision each : run.decisions()) {
            used +=
                    Math.max(
                            0,
                            Math.min(window, each.finishedAtMillis())
                                    - Math.min(window, each.decidedAtMillis()));
        }
        assertThat(Arrays.stream(rewards).sum()).isCloseTo(40 * used / 2 / window, within(1e-6));
    }

    /** The first task is placed on an empty cell; both were told apart by hand. */
    @Test
    void paperCountsDecisions() {
        List<Step> steps = policy.steps();
        double[] rewards = new PaperReward(ObjectiveWeights.PAPER).of(steps, run, BASELINE);
        ExecutedDecision first = run.decisions().get(0);
        double runtime = (first.finishedAtMillis() - first.startedAtMillis()) / 1000;
        double wait = first.decision().waitMillis() / 1000.0;
        int placed = steps.get(0).waits() ? 1 : 0;
        assertThat(rewards[placed]).isCloseTo(1 / (0.5 * runtime + 0.2 * wait), within(1e-9));
        int last = rewards.length - 1;
        assertThat(rewards[last]).isBetween(36.0, 41.0);
        for (int k = 0; k < rewards.length; k++) {
            assertThat(rewards[k] == -1).isEqualTo(steps.get(k).waits());
        }
    }

    @Test
    void refusesWeightsThatAreNone() {
        assertThatThrownBy(() -> new ObjectiveWeights(0.5, 0.5, 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sum to 1");
    }
}
