package org.dsppo.policy.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.stream.IntStream;
import org.dsppo.policy.weights.NetworkShape;

/** Which of a policy's linear weights evolution moves; all others stay as they are. */
public enum EvolvedWeights {
    /** Those that hold whatever the load: few, so that they are found soon. */
    @JsonProperty("constants")
    CONSTANTS,
    /** All. */
    @JsonProperty("all")
    ALL;

    /** Their positions. */
    int[] positions(NetworkShape shape) {
        return IntStream.range(0, shape.linearWeights())
                .filter(at -> this == ALL || shape.isConstant(at))
                .toArray();
    }
}
