package org.dsppo.policy.training.plan;

import java.util.Map;
import org.dsppo.policy.learned.weights.PolicyArtefact;

/** A stage under way. */
public interface StageRun {

    /** Steps done. */
    long done();

    /** True if more steps promise nothing, though there are some left. */
    default boolean isOver() {
        return false;
    }

    /**
     * Does one step.
     *
     * @return figures by name, for progress and curves
     */
    Map<String, Double> step();

    /** The best policy so far, by validation. */
    PolicyArtefact best();

    /** All that is needed to go on from here. */
    byte[] checkpoint();
}
