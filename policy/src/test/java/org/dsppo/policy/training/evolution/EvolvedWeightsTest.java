package org.dsppo.policy.training.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.learned.weights.Normalisers;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.junit.jupiter.api.Test;

class EvolvedWeightsTest {

    private static final NetworkShape GATED =
            NetworkShape.LINEAR.withDeepPart(3, 4, 5).withExperts(2, 3, 6);

    @Test
    void theLinearPathComesFirst() {
        assertThat(EvolvedWeights.LINEAR.positions(GATED))
                .isEqualTo(IntStream.range(0, NetworkShape.LINEAR_WEIGHTS).toArray());
    }

    /** The gate's last layer has a row of three for each of six hidden units, and three biases. */
    @Test
    void theChoiceIsTheLastLayerOfTheGate() {
        int last = GATED.shallowWeights();
        assertThat(EvolvedWeights.CHOICE.positions(GATED))
                .isEqualTo(IntStream.range(last - 7 * 3, last).toArray());
        assertThat(EvolvedWeights.LINEAR_AND_CHOICE.positions(GATED)).hasSize(128 + 21);
        assertThatThrownBy(() -> EvolvedWeights.CHOICE.positions(NetworkShape.LINEAR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("weights are those of a gate, expected a policy that has one");
    }

    @Test
    void allOtherWeightsStay() {
        PolicyArtefact policy =
                PolicyArtefact.of(
                        "p", GATED, Normalisers.identity(), new float[GATED.weightCount()]);
        PolicyArtefact moved = EvolvedWeights.moved(policy, new int[] {5, 9}, new double[] {1, -2});
        float[] expected = new float[GATED.weightCount()];
        expected[5] = 1;
        expected[9] = -2;
        assertThat(moved.weights()).isEqualTo(expected);
        assertThat(policy.weights()).containsOnly(0);
    }
}
