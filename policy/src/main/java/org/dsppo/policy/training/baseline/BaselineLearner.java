package org.dsppo.policy.training.baseline;

import org.dsppo.policy.learned.weights.PolicyArtefact;

/** One of the paper's learned policies in training, iteration by iteration. */
public interface BaselineLearner extends AutoCloseable {

    /** Does one iteration. */
    BaselineProgress step();

    /** The policy after the latest iteration. */
    PolicyArtefact policy();

    /** All that it knows after the latest iteration; one that goes on from there is this one. */
    BaselineState state();

    /** True once its own rule says that more would not help. */
    default boolean isFinished() {
        return false;
    }

    /** Frees memory outside the heap. */
    @Override
    void close();
}
