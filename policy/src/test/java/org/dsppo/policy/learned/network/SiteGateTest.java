package org.dsppo.policy.learned.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.learned.features.CellFeature;
import org.dsppo.policy.learned.features.OptionFeature;
import org.dsppo.policy.learned.features.SiteDescription;
import org.dsppo.policy.learned.weights.Block;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.learned.weights.Normalisers;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.junit.jupiter.api.Test;

class SiteGateTest {

    private static final NetworkShape SHAPE = NetworkShape.LINEAR.withExperts(2, 1, 1);

    private static SiteDescription site(float... slowdowns) {
        float[] rows = new float[slowdowns.length * OptionFeature.WIDTH];
        float[] weights = new float[slowdowns.length];
        for (int i = 0; i < slowdowns.length; i++) {
            rows[i * OptionFeature.WIDTH] = slowdowns[i];
            weights[i] = 1f / slowdowns.length;
        }
        return new SiteDescription(rows, weights, 1);
    }

    /** One number per option, one hidden unit: softmax by hand. */
    @Test
    void mixesByWhatTheOptionsAreLike() {
        float[] weights = new float[SHAPE.weightCount()];
        weights[SHAPE.offset(Block.OPTION)] = 2;
        weights[SHAPE.offset(Block.GATE) + CellFeature.WIDTH] = 1;
        int choice = SHAPE.offset(Block.CHOICE);
        weights[choice] = 0;
        weights[choice + 1] = 1;
        weights[choice + 2] = -1;
        SiteGate gate =
                new SiteGate(PolicyArtefact.of("p", SHAPE, Normalisers.identity(), weights));

        gate.describe(site(0.5f, 1.5f, -3));
        float[] shares = gate.shares(new float[CellFeature.WIDTH]).clone();

        // (relu(2 · .5) + relu(2 · 1.5) + relu(-6)) / 3 = 4 / 3 into logits 0, 4/3 and -4/3.
        double up = Math.exp(4.0 / 3);
        double down = Math.exp(-4.0 / 3);
        assertThat(shares[0]).isCloseTo((float) (1 / (1 + up + down)), within(1e-6f));
        assertThat(shares[1]).isCloseTo((float) (up / (1 + up + down)), within(1e-6f));
        assertThat(shares[2]).isCloseTo((float) (down / (1 + up + down)), within(1e-6f));
        gate.describe(site(-3, 1.5f, 0.5f));
        assertThat(gate.shares(new float[CellFeature.WIDTH]))
                .containsExactly(shares, within(1e-6f));
    }

    /** With all weight on one expert the policy is the linear path with what that one adds. */
    @Test
    void decidesAsTheExpertThatItChooses() {
        SplittableRandom random = new SplittableRandom(8);
        float[] own = Recording.network(NetworkShape.LINEAR).weights();
        float[] weights = new float[SHAPE.weightCount()];
        float[] alone = own.clone();
        System.arraycopy(own, 0, weights, 0, own.length);
        int second = SHAPE.offset(Block.EXPERT) + own.length;
        for (int i = 0; i < own.length; i++) {
            weights[second + i] = (float) random.nextDouble(-0.5, 0.5);
            alone[i] += weights[second + i];
        }
        weights[SHAPE.offset(Block.CHOICE_BIAS) + 2] = 60;
        PolicyArtefact gated = Recording.network(NetworkShape.LINEAR);
        gated = gated.reshaped(SHAPE, gated.normalisers(), weights);
        PolicyArtefact plain = Recording.network(NetworkShape.LINEAR).withWeights(alone);

        assertThat(decisions(gated)).isEqualTo(decisions(plain));
        float[] none = weights.clone();
        none[SHAPE.offset(Block.CHOICE_BIAS)] = 200;
        assertThat(decisions(gated.withWeights(none)))
                .isEqualTo(decisions(Recording.network(NetworkShape.LINEAR)))
                .isNotEqualTo(decisions(plain));
    }

    private static Object decisions(PolicyArtefact policy) {
        return Simulator.run(Ii5.workload(300, 2), () -> new DsPpoPolicy(policy)).decisions();
    }

    @Test
    void describesTheWholeSite() {
        PolicyArtefact policy = Recording.network(NetworkShape.LINEAR.withExperts(3, 4, 5));
        Recording run = Recording.of(policy, 200);
        assertThat(run.inputs())
                .allSatisfy(
                        input -> {
                            double sum = 0;
                            for (float share : input.experts()) {
                                assertThat(share).isBetween(0f, 1f);
                                sum += share;
                            }
                            assertThat(sum).isCloseTo(1, within(1e-5));
                        });
        assertThat(run.inputs().stream().map(each -> Arrays.toString(each.experts())).distinct())
                .hasSizeGreaterThan(10);
    }
}
