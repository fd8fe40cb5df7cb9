package org.dsppo.policy.training.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.dsppo.policy.TinyCatalogue;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.simulation.SimulationResult;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.learned.network.ScorerPolicy;
import org.dsppo.policy.learned.weights.NetworkForm;
import org.dsppo.policy.learned.weights.Normalisers;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.training.dl4j.GraphTower;
import org.dsppo.policy.training.ppo.Lesson;
import org.dsppo.policy.training.ppo.ObjectiveReward;
import org.dsppo.policy.training.ppo.ObjectiveWeights;
import org.dsppo.policy.training.ppo.RunCosts;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ScorerLearnerTest {

    /** A fast node (10 s) and a slow one (30 s), one task at a time: the fast one is best. */
    private static final Catalogue CATALOGUE =
            new TinyCatalogue()
                    .cluster("slow")
                    .cluster("fast")
                    .node("s", "slow", 1, 0)
                    .node("f", "fast", 1, 0)
                    .strategy("job", "S", "slow", Map.of("cpu", 1.0), 30_000)
                    .strategy("job", "F", "fast", Map.of("cpu", 1.0), 10_000)
                    .build();

    private static final LongFunction<Lesson> LESSONS =
            seed -> new Lesson(workload(), Baselines.named("greedy"));

    private static final ScorerSettings SETTINGS =
            ScorerSettings.DEFAULT.toBuilder().decisionsPerIteration(60).updates(30).build();

    private static Workload workload() {
        return Workload.of(
                "single",
                CATALOGUE,
                IntStream.range(0, 30)
                        .mapToObj(
                                i ->
                                        TaskMessage.of(
                                                new TaskSubmitted(
                                                        "t" + i,
                                                        i * 40_000L,
                                                        "job",
                                                        0,
                                                        1,
                                                        null,
                                                        null,
                                                        0,
                                                        null,
                                                        null,
                                                        null)))
                        .toList());
    }

    private static PolicyArtefact untrained(NetworkForm form) {
        return ScorerLearner.untrained(form.id(), form, SETTINGS, Normalisers.identity(), 5);
    }

    private static ScorerLearner learner(PolicyArtefact origin, ScorerState state) {
        return new ScorerLearner(
                origin,
                state,
                SETTINGS,
                LESSONS,
                new ObjectiveReward(ObjectiveWeights.COMPLETION),
                GraphTower::linear);
    }

    @ParameterizedTest
    @EnumSource(
            value = NetworkForm.class,
            names = {"VALUE_SCORER", "LIKELIHOOD_SCORER"})
    void learnsToTakeTheFastNode(NetworkForm form) throws Exception {
        PolicyArtefact origin = contrary(untrained(form));
        try (ScorerLearner learner = learner(origin, ScorerLearner.begin(origin, 50))) {
            assertThat(completionMillis(origin)).isGreaterThan(20_000);
            for (int i = 0; i < 60 && completionMillis(learner.policy()) > 10_001; i++) {
                learner.step();
            }
            PolicyArtefact loaded = PolicyArtefact.read(learner.policy().toBytes());
            assertThat(completionMillis(loaded)).isCloseTo(10_000, within(1.0));
        }
    }

    /** Prefers the slow node: if chance has it that the untrained one does not, its opposite. */
    private static PolicyArtefact contrary(PolicyArtefact untrained) {
        if (completionMillis(untrained) > 20_000) {
            return untrained;
        }
        float[] weights = untrained.weights().clone();
        for (int i = weights.length - 1 - SETTINGS.hidden(); i < weights.length; i++) {
            weights[i] = -weights[i];
        }
        return untrained.withWeights(weights);
    }

    private static double completionMillis(PolicyArtefact artefact) {
        SimulationResult run = Simulator.run(workload(), () -> new ScorerPolicy(artefact));
        return new RunCosts(run).meanCompletionMillis();
    }

    @Test
    void goesOnFromAStateAsIfItHadNeverStopped() {
        PolicyArtefact origin = untrained(NetworkForm.LIKELIHOOD_SCORER);
        try (ScorerLearner through = learner(origin, ScorerLearner.begin(origin, 50))) {
            through.step();
            ScorerState half = ScorerState.read(through.state().toBytes());
            ScorerProgress second = through.step();
            try (ScorerLearner resumed = learner(origin, half)) {
                assertThat(resumed.step()).isEqualTo(second);
                assertThat(resumed.state().toBytes()).isEqualTo(through.state().toBytes());
            }
        }
    }

    @Test
    void likelihoodsAreASoftmax() {
        double[] likelihoods = ReinforceUpdate.softmax(new float[] {9, 1, 2, 3}, 1, 3);
        double sum = Math.exp(1) + Math.exp(2) + Math.exp(3);
        assertThat(likelihoods)
                .containsExactly(
                        new double[] {Math.exp(1) / sum, Math.exp(2) / sum, Math.exp(3) / sum},
                        within(1e-9));
    }

    @Test
    void refusesBytesThatAreNoState() {
        byte[] bytes = ScorerLearner.begin(untrained(NetworkForm.VALUE_SCORER), 1).toBytes();
        for (byte[] wrong :
                List.of(new byte[3], new byte[200], Arrays.copyOf(bytes, bytes.length - 4))) {
            assertThatThrownBy(() -> ScorerState.read(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(wrong.length + " bytes are no state of a scorer");
        }
    }
}
