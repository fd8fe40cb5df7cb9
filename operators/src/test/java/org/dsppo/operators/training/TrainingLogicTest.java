package org.dsppo.operators.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dsppo.operators.state.LiveReturnState;
import org.dsppo.operators.state.SegmentReturnState;
import org.dsppo.operators.state.TrainingState;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.RuntimeModel;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;
import org.dsppo.policy.learned.features.CandidateFeature;
import org.dsppo.policy.learned.network.LinearPath;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.learned.weights.Normalisers;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

class TrainingLogicTest {

    private static final int TASKS = 120;
    private static final TrainingOptions OPTIONS =
            TrainingOptions.of("ds-ppo").toBuilder()
                    .tasks(TASKS)
                    .population(8)
                    .sigma(0.3)
                    .averaging(0.5)
                    .generations(2)
                    .mostGenerations(30)
                    .gain(0.01)
                    .mostAge(2)
                    .mostLogBias(0.7)
                    .sliceMillis(0)
                    .build();
    private static final Workload TRACE =
            WorkloadGenerator.generate(
                    BuiltinCatalogues.named("ii5"),
                    WorkloadRecipe.uniform(3 * TASKS).withJitter(0.02),
                    11);

    private final Base base = new Base(slowest());

    /** Prefers the slowest strategy there is. */
    private static PolicyArtefact slowest() {
        float[] weights = LinearPath.rankedBy(CandidateFeature.SLOWDOWN, 1, NetworkShape.LINEAR);
        return PolicyArtefact.of("ds-ppo", NetworkShape.LINEAR, Normalisers.identity(), weights)
                .withVersion(4);
    }

    private static final class Base implements TrainingBase {
        private PolicyArtefact active;

        Base(PolicyArtefact active) {
            this.active = active;
        }

        @Override
        public int activeVersion() {
            return active == null ? 0 : (int) active.version();
        }

        @Override
        public PolicyArtefact activeArtefact() {
            return active;
        }

        @Override
        public int highestVersion() {
            return 6;
        }
    }

    /** The whole trace has arrived. */
    private static final class Recent implements RecentWorkloads {
        @Override
        public long begin() {
            return 0;
        }

        @Override
        public long end() {
            return TRACE.tasks().size();
        }

        @Override
        public Stretch between(long from, long to) {
            List<TaskSubmitted> tasks =
                    IntStream.range((int) from, (int) to)
                            .mapToObj(i -> TRACE.tasks().get(i).submitted())
                            .toList();
            long start = tasks.get(0).submittedAtMillis();
            return new Stretch(
                    Workload.of(
                            "recent",
                            TRACE.catalogue(),
                            tasks.stream()
                                    .map(task -> task.submittedAt(task.submittedAtMillis() - start))
                                    .map(TaskMessage::of)
                                    .collect(Collectors.toList())),
                    RuntimeModel.AS_ESTIMATED,
                    start);
        }
    }

    private TrainingLogic logic(TrainingState state) {
        return new TrainingLogic(
                OPTIONS,
                new Recent(),
                base,
                new LiveReturns("ds-ppo", 2, LiveReturnState.INITIAL),
                state);
    }

    private static PolicyArtefact runUntilPublished(TrainingLogic logic) {
        for (int slice = 0; slice < 2_000; slice++) {
            PolicyArtefact trained = logic.slice();
            if (trained != null) {
                return trained;
            }
        }
        throw new AssertionError("nothing was published by " + logic.state().generation());
    }

    @Test
    void publishesWhatIsBetterOnArrivalsItWasNotTrainedOn() {
        PolicyArtefact trained = runUntilPublished(logic(TrainingState.INITIAL));

        assertThat(trained.version()).isEqualTo(7);
        assertThat(trained.name()).isEqualTo("ds-ppo");
        assertThat(trained.provenance().get("trained")).isEqualTo("in the job, from version 4");
        assertThat(trained.weights()).isNotEqualTo(slowest().weights());
    }

    @Test
    void publishesNothingWhileTheSimulatorSaysLittleAboutWhatHappens() {
        long end = TRACE.tasks().get(3 * TASKS - 1).atMillis();
        LiveReturnState costly =
                new LiveReturnState(
                        List.of(new SegmentReturnState("default", 4, end / 2, end, 50, 50 * 1e6)));
        TrainingLogic logic =
                new TrainingLogic(
                        OPTIONS,
                        new Recent(),
                        base,
                        new LiveReturns("ds-ppo", 2, costly),
                        TrainingState.INITIAL);
        for (int slice = 0; slice < 150; slice++) {
            assertThat(logic.slice()).isNull();
        }
        assertThat(logic.state().generation()).isGreaterThan(10);
        assertThat(logic.comparison().liveMillis()).isGreaterThan(1e6);
        assertThat(logic.comparison().segments()).isEqualTo(1);
    }

    @Test
    void goesOnFromASnapshotToTheBitAsIfItHadNeverStopped() {
        TrainingLogic unbroken = logic(TrainingState.INITIAL);
        TrainingLogic stopped = logic(TrainingState.INITIAL);
        for (int slice = 0; slice < 21; slice++) {
            unbroken.slice();
            stopped = logic(stopped.state());
            stopped.slice();
        }
        assertThat(stopped.state().generation()).isEqualTo(2);
        assertThat(stopped.state().values()).isNotEmpty();
        assertThat(stopped.state())
                .usingRecursiveComparison()
                .withStrictTypeChecking()
                .isEqualTo(unbroken.state());
        assertThat(runUntilPublished(stopped).toBytes())
                .isEqualTo(runUntilPublished(unbroken).toBytes());
    }

    @Test
    void startsAgainFromAnotherActiveVersion() {
        TrainingLogic logic = logic(TrainingState.INITIAL);
        for (int slice = 0; slice < 5; slice++) {
            logic.slice();
        }
        assertThat(logic.state().baseVersion()).isEqualTo(4);
        base.active = slowest().withVersion(5);
        logic.slice();
        assertThat(logic.state().baseVersion()).isEqualTo(5);
        assertThat(logic.state().rounds()).isEqualTo(2);
        assertThat(logic.state().values()).isEmpty();
    }

    @Test
    void restsWhileAnotherPolicyDecides() {
        base.active = null;
        TrainingLogic logic = logic(TrainingState.INITIAL);
        assertThat(logic.isIdle()).isTrue();
        assertThat(logic.slice()).isNull();
        assertThat(logic.state()).isEqualTo(TrainingState.INITIAL);
    }
}
