package org.dsppo.policy.training.plan;

import org.dsppo.policy.learned.weights.PolicyArtefact;

/** Gives a policy a deep part that changes none of its decisions yet. */
final class DeepStart {

    private static final int WIDTH = 8;
    private static final int HIDDEN = 24;

    private DeepStart() {}

    /**
     * @param start a policy; one that is deep already stays as it is
     * @param settings sizes
     * @param seed of the hidden layers
     */
    static PolicyArtefact of(PolicyArtefact start, LearnerSettings settings, long seed) {
        if (start.shape().isDeep()) {
            return start;
        }
        int width = settings.width() > 0 ? settings.width() : WIDTH;
        int hidden = settings.hidden() > 0 ? settings.hidden() : HIDDEN;
        return start.deepened(width, width, hidden, seed);
    }
}
