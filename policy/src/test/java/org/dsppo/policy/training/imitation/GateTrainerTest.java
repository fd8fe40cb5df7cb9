package org.dsppo.policy.training.imitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.dsppo.policy.learned.features.CellFeature;
import org.dsppo.policy.learned.features.OptionFeature;
import org.dsppo.policy.learned.features.SiteDescription;
import org.dsppo.policy.learned.network.Recording;
import org.dsppo.policy.learned.network.SiteGate;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.learned.weights.Normalisers;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.training.descent.DescentSettings;
import org.dsppo.policy.training.dl4j.GraphTower;
import org.junit.jupiter.api.Test;

class GateTrainerTest {

    private static final NetworkShape SHAPE = NetworkShape.LINEAR.withExperts(3, 5, 7);
    private static final PolicyArtefact POLICY = Recording.network(SHAPE);

    private static GateTrainer trainer(PolicyArtefact policy) {
        return new GateTrainer(
                policy, GraphTower::activated, GraphTower::linear, new DescentSettings(0.01, 1));
    }

    /** Sites of two kinds, told apart by how much slower their slowest options are. */
    private static GateExample example(int number, SplittableRandom random) {
        int options = 1 + random.nextInt(6);
        float[] rows = new float[options * OptionFeature.WIDTH];
        float[] weights = new float[options];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) random.nextDouble(-1, 1);
        }
        for (int option = 0; option < options; option++) {
            rows[option * OptionFeature.WIDTH + OptionFeature.SLOWDOWN.ordinal()] +=
                    number % 2 == 0 ? 3 : 0;
            weights[option] = 1f / options;
        }
        float[] cell = new float[CellFeature.WIDTH];
        for (int i = 0; i < cell.length; i++) {
            cell[i] = (float) random.nextDouble(-1, 1);
        }
        return new GateExample(number, new SiteDescription(rows, weights, 2), cell);
    }

    private static GateLessons lessons(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<GateExample> examples = new ArrayList<>();
        double[][] costs = new double[count][];
        for (int i = 0; i < count; i++) {
            examples.add(example(i, random));
            costs[i] = i % 2 == 0 ? new double[] {0, -0.2, 0.1, 0} : new double[] {0, 0.3, -0.1, 0};
        }
        return new GateLessons(examples, costs);
    }

    /** Costs of 1 for one expert and 0 for all others make the cost that expert's share. */
    @Test
    void weighsExpertsAsServingDoes() {
        SplittableRandom random = new SplittableRandom(3);
        SiteGate gate = new SiteGate(POLICY);
        try (GateTrainer trainer = trainer(POLICY)) {
            for (int number = 0; number < 20; number++) {
                GateExample example = example(0, random);
                float[] cell = new float[CellFeature.WIDTH];
                POLICY.normalisers().cell().apply(example.cell(), 0, cell, 0);
                gate.describe(example.site());
                float[] shares = gate.shares(cell);
                for (int expert = 0; expert < 4; expert++) {
                    double[] costs = new double[4];
                    costs[expert] = 1;
                    GateLessons one = new GateLessons(List.of(example), new double[][] {costs});
                    assertThat(trainer.cost(one)).isCloseTo(shares[expert], within(1e-5));
                }
            }
        }
    }

    @Test
    void learnsWhichExpertIsGoodWhere() {
        GateLessons lessons = lessons(200, 1);
        GateLessons others = lessons(100, 2);
        assertThat(lessons.bestPossible()).isCloseTo(-0.15, within(1e-9));
        PolicyArtefact start =
                ExpertMixture.of(
                        Recording.network(NetworkShape.LINEAR),
                        List.of(
                                Recording.network(NetworkShape.LINEAR),
                                Recording.network(NetworkShape.LINEAR),
                                Recording.network(NetworkShape.LINEAR)),
                        5,
                        7,
                        lessons.optionStatistics(),
                        1);
        try (GateTrainer trainer = trainer(start)) {
            double before = trainer.cost(others);
            for (int epoch = 0; epoch < 60; epoch++) {
                trainer.epoch(lessons, epoch);
            }
            assertThat(before).isGreaterThan(-0.05);
            assertThat(trainer.cost(others)).isLessThan(-0.12);
        }
    }

    @Test
    void goesOnFromAStateAsIfItHadNeverStopped() {
        GateLessons lessons = lessons(150, 1);
        try (GateTrainer through = trainer(POLICY);
                GateTrainer resumed = trainer(POLICY)) {
            through.epoch(lessons, 1);
            resumed.restore(through.state());
            assertThat(resumed.epoch(lessons, 2)).isEqualTo(through.epoch(lessons, 2));
            assertThat(resumed.into(POLICY.weights())).isEqualTo(through.into(POLICY.weights()));
        }
    }

    @Test
    void mixesOnlyWhatReadsFeaturesAlike() {
        PolicyArtefact linear = Recording.network(NetworkShape.LINEAR);
        PolicyArtefact other =
                PolicyArtefact.of(
                        "other", NetworkShape.LINEAR, Normalisers.identity(), linear.weights());
        assertThatThrownBy(
                        () ->
                                ExpertMixture.of(
                                        linear,
                                        List.of(other),
                                        2,
                                        3,
                                        linear.normalisers().option(),
                                        1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("reads features otherwise than random");
    }
}
