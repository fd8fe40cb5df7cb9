package org.dsppo.policy.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.dsppo.policy.weights.NetworkShape;

/** Which weights evolution moves; all others stay as they are. */
public enum EvolvedWeights {
    /** Those of the linear path, which hold for any option. */
    @JsonProperty("linear-path")
    LINEAR_PATH,
    /** Those of known options. */
    @JsonProperty("known-options")
    KNOWN_OPTIONS,
    /** Both. */
    @JsonProperty("linear")
    LINEAR;

    /** The first of them in a network's weights. */
    int from() {
        return this == KNOWN_OPTIONS ? NetworkShape.LINEAR_WEIGHTS : 0;
    }

    /** One past the last of them. */
    int to(NetworkShape shape) {
        return this == LINEAR_PATH ? NetworkShape.LINEAR_WEIGHTS : shape.linearWeights();
    }
}
