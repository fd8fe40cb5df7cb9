package org.dsppo.policy.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.stream.IntStream;
import org.dsppo.policy.features.KnownOptions;
import org.dsppo.policy.weights.NetworkShape;
import org.dsppo.policy.weights.PolicyArtefact;

/** Which of a policy's linear weights evolution moves; all others stay as they are. */
public enum EvolvedWeights {
    /** Those that hold whatever the load: few, so that they are found soon. */
    @JsonProperty("constants")
    CONSTANTS,
    /**
     * Those of the known options that the families in training have: how a policy decides elsewhere
     * does not change.
     */
    @JsonProperty("options")
    OPTIONS,
    /** All. */
    @JsonProperty("all")
    ALL;

    /**
     * Their positions.
     *
     * @param policy that they are weights of
     * @param families in training
     */
    int[] positions(PolicyArtefact policy, List<TrainingFamily> families) {
        NetworkShape shape = policy.shape();
        if (this != OPTIONS) {
            return IntStream.range(0, shape.linearWeights())
                    .filter(at -> this == ALL || shape.isConstant(at))
                    .toArray();
        }
        KnownOptions met = StartingPolicy.options(families);
        List<Long> known = policy.knownOptions().fingerprints();
        return IntStream.range(0, known.size())
                .filter(row -> met.fingerprints().contains(known.get(row)))
                .mapToObj(EvolvedWeights::ofRow)
                .flatMapToInt(each -> each)
                .toArray();
    }

    private static IntStream ofRow(int row) {
        int from = NetworkShape.LINEAR_WEIGHTS + row * NetworkShape.KNOWN_OPTION_WEIGHTS;
        return IntStream.range(from, from + NetworkShape.KNOWN_OPTION_WEIGHTS);
    }
}
