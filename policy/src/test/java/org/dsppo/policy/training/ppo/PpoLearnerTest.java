package org.dsppo.policy.training.ppo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.learned.features.CandidateFeature;
import org.dsppo.policy.learned.features.CandidateSet;
import org.dsppo.policy.learned.network.LinearPath;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.training.network.PlainProducts;
import org.junit.jupiter.api.Test;

final class PpoLearnerTest {

    private static final PpoSettings SETTINGS =
            PpoSettings.OURS.withIterationOf(300, 100).withLearningRate(0.01, 30);

    private static PpoLearner learner(
            PpoState state, PpoSettings settings, LongFunction<Lesson> lessons, int threads) {
        return new PpoLearner(
                Toy.GREEDY,
                state,
                settings,
                lessons,
                new ObjectiveReward(ObjectiveWeights.COMPLETION),
                new PlainProducts(),
                threads);
    }

    /** Clones a teacher from what greedy does. */
    private static PpoLearner cloning(Teacher teacher, int threads) {
        PpoSettings settings =
                PpoSettings.CLONING.withIterationOf(300, 100).withLearningRate(0.01, 20);
        LongFunction<Lesson> lessons =
                seed -> new Lesson(Toy.workload(seed), Baselines.named("greedy"), teacher);
        return learner(
                PpoLearner.begin(Toy.GREEDY, settings, lessons, 100), settings, lessons, threads);
    }

    private static PpoLearner learner(PpoState state, int threads) {
        return learner(state, SETTINGS, Toy.lessons(), threads);
    }

    private static PpoState begin() {
        return PpoLearner.begin(Toy.GREEDY, SETTINGS, Toy.lessons(), 100);
    }

    @Test
    void learnsToWaitForTheFastNode() {
        PpoLearner learner = learner(begin(), 1);
        assertThat(Toy.completionSeconds(Toy.GREEDY, 7)).isGreaterThan(24);
        for (int i = 0; i < 30; i++) {
            PpoProgress progress = learner.step();
            assertThat(progress.iteration()).isEqualTo(i + 1);
        }
        assertThat(Toy.completionSeconds(learner.policy(), 7)).isCloseTo(14.25, within(0.2));
    }

    /** Starts from greedy; the teacher admits the fast node only. */
    @Test
    void clonesATeacher() {
        float[] weights = Toy.GREEDY.weights().clone();
        weights[LinearPath.position(false, CandidateFeature.ONE)] = -0.5f;
        weights[LinearPath.position(false, CandidateFeature.FASTEST)] = 1;
        PolicyArtefact patient = Toy.GREEDY.withWeights(weights);
        Teacher teacher = Teacher.policy(patient, Toy.workload(1), 0.15);
        PpoLearner learner = cloning(teacher, 1);
        double before = learner.step().leash();
        double after = before;
        for (int i = 0; i < 19; i++) {
            after = learner.step().leash();
        }
        assertThat(after).isLessThan(before / 10);
        assertThat(Toy.completionSeconds(learner.policy(), 7))
                .isCloseTo(Toy.completionSeconds(patient, 7), within(1e-9));
    }

    /** {@code greedy:k=1} waits for the fast node, and shows it by doing so. */
    @Test
    void imitatesAnyPolicy() {
        Teacher teacher = Teacher.demonstration(Baselines.named("greedy:k=1"), 0);
        PpoLearner learner = cloning(teacher, 2);
        for (int i = 0; i < 20; i++) {
            learner.step();
        }
        assertThat(Toy.completionSeconds(learner.policy(), 7)).isCloseTo(14.25, within(0.2));
    }

    /** What it notes follows from the demonstrator: 40 tasks placed, a wait for each second. */
    @Test
    void notesWhatAPolicyDoes() {
        DemonstratingPolicy policy =
                new DemonstratingPolicy(
                        Baselines.named("greedy:k=1").get(),
                        new StepNotes(
                                Toy.GREEDY,
                                new Temperatures(1, 1),
                                1,
                                false,
                                new SplittableRandom(1)));
        Simulator.run(Toy.workload(2), () -> policy);
        List<Step> placed = policy.steps().stream().filter(step -> !step.waits()).toList();
        List<Step> waits = policy.steps().stream().filter(Step::waits).toList();
        assertThat(placed).hasSize(40);
        assertThat(placed.stream().map(Step::taskId).distinct()).hasSize(40);
        assertThat(waits).hasSize(20);
        for (Step step : waits) {
            assertThat(step.mayWait()).isTrue();
            assertThat(step.action()).isEqualTo(step.input().size());
        }
        int fastest = CandidateFeature.FASTEST.ordinal();
        for (Step step : placed) {
            assertThat(step.input().candidates()[step.action() * CandidateSet.WIDTH + fastest])
                    .isEqualTo(1);
        }
    }

    @Test
    void teachesTheVotesOfHeuristics() {
        ExploringPolicy policy =
                new ExploringPolicy(Toy.GREEDY, new Temperatures(1, 1), 1, false, 3);
        Simulator.run(Toy.workload(2), () -> policy);
        List<double[]> said =
                Teacher.vote(CandidateFeature.GREEDY_WOULD, 0.1)
                        .logProbabilities(policy.steps(), new PlainProducts());
        int greedy = CandidateFeature.GREEDY_WOULD.ordinal();
        for (int k = 0; k < said.size(); k++) {
            double[] logs = said.get(k);
            int size = logs.length - 1;
            double sum = 0;
            for (int i = 0; i < size; i++) {
                boolean votes =
                        policy.steps().get(k).input().candidates()[i * CandidateSet.WIDTH + greedy]
                                == 1;
                assertThat(Math.exp(logs[i]))
                        .isCloseTo(size == 1 ? 1 : votes ? 0.9 : 0.1, within(1e-9));
                sum += Math.exp(logs[i]);
            }
            assertThat(sum).isCloseTo(1, within(1e-9));
            assertThat(logs[size]).isEqualTo(Double.NEGATIVE_INFINITY);
        }
        assertThatThrownBy(() -> CandidateFeature.named("nobody-would"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("candidate feature is nobody-would");
    }

    @Test
    void goesOnFromAStateAsIfItHadNeverStopped() {
        PpoLearner through = learner(begin(), 1);
        through.step();
        PpoState half = PpoState.read(through.state().toBytes());
        PpoProgress second = through.step();

        PpoLearner resumed = learner(half, 2);
        assertThat(resumed.step()).isEqualTo(second);
        assertThat(resumed.state().toBytes()).isEqualTo(through.state().toBytes());
        assertThat(resumed.policy().weights()).isEqualTo(through.policy().weights());
    }

    @Test
    void refusesBytesThatAreNoState() {
        assertThatThrownBy(() -> PpoState.read(new byte[100]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("100 bytes are no state of PPO");
        byte[] cut = java.util.Arrays.copyOf(begin().toBytes(), 1000);
        assertThatThrownBy(() -> PpoState.read(cut))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has 1000 bytes, expected");
    }
}
