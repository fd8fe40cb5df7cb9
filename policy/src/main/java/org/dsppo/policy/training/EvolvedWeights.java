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
    /**
     * Those that count for known options alone: how weights shift with the load, and what the known
     * options of the families in training have. How a policy decides at unknown sites does not
     * change.
     */
    @JsonProperty("at-home")
    AT_HOME,
    /** All that count: of a policy that knows no options, those are the constants. */
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
        return switch (this) {
            case ALL ->
                    IntStream.range(0, shape.linearWeights())
                            .filter(at -> shape.knownOptions() > 0 || shape.isConstant(at))
                            .toArray();
            case CONSTANTS ->
                    IntStream.range(0, shape.linearWeights()).filter(shape::isConstant).toArray();
            case OPTIONS -> ofOptions(policy, families).toArray();
            case AT_HOME ->
                    IntStream.concat(
                                    IntStream.range(0, NetworkShape.LINEAR_WEIGHTS)
                                            .filter(at -> !shape.isConstant(at)),
                                    ofOptions(policy, families))
                            .toArray();
        };
    }

    private static IntStream ofOptions(PolicyArtefact policy, List<TrainingFamily> families) {
        KnownOptions met = StartingPolicy.options(families);
        List<Long> known = policy.knownOptions().fingerprints();
        return IntStream.range(0, known.size())
                .filter(row -> met.fingerprints().contains(known.get(row)))
                .mapToObj(EvolvedWeights::ofRow)
                .flatMapToInt(each -> each);
    }

    private static IntStream ofRow(int row) {
        int from = NetworkShape.LINEAR_WEIGHTS + row * NetworkShape.KNOWN_OPTION_WEIGHTS;
        return IntStream.range(from, from + NetworkShape.KNOWN_OPTION_WEIGHTS);
    }
}
