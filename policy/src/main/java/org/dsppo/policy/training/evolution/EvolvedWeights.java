package org.dsppo.policy.training.evolution;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.stream.IntStream;
import org.dsppo.policy.learned.weights.Block;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.learned.weights.PolicyArtefact;

/** Which of a policy's weights evolution moves; all others stay as they are. */
public enum EvolvedWeights {
    /** Those of the linear path: few, so that they are found soon. */
    @JsonProperty("linear")
    LINEAR,
    /** Those of the gate's last layer: which experts count where. */
    @JsonProperty("choice")
    CHOICE,
    /** Both. */
    @JsonProperty("linear-and-choice")
    LINEAR_AND_CHOICE;

    /**
     * Their positions.
     *
     * @throws IllegalArgumentException if there are none in such a network
     */
    int[] positions(NetworkShape shape) {
        int[] positions =
                switch (this) {
                    case LINEAR -> linear(shape).toArray();
                    case CHOICE -> choice(shape).toArray();
                    case LINEAR_AND_CHOICE ->
                            IntStream.concat(linear(shape), choice(shape)).toArray();
                };
        if (positions.length == 0) {
            throw new IllegalArgumentException(
                    "weights are those of a gate, expected a policy that has one");
        }
        return positions;
    }

    private static IntStream linear(NetworkShape shape) {
        return block(shape, Block.LINEAR);
    }

    private static IntStream choice(NetworkShape shape) {
        return shape.experts() == 0
                ? IntStream.empty()
                : IntStream.concat(block(shape, Block.CHOICE), block(shape, Block.CHOICE_BIAS));
    }

    private static IntStream block(NetworkShape shape, Block block) {
        int from = shape.offset(block);
        return IntStream.range(from, from + shape.rows(block) * shape.columns(block));
    }

    /**
     * A policy with other weights.
     *
     * @param policy that search starts with
     * @param positions of {@link #positions}
     * @param values of the weights there
     */
    static PolicyArtefact moved(PolicyArtefact policy, int[] positions, double[] values) {
        float[] weights = policy.weights().clone();
        for (int i = 0; i < positions.length; i++) {
            weights[positions[i]] = (float) values[i];
        }
        return policy.withWeights(weights);
    }
}
