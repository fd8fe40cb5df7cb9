package org.dsppo.policy.learned.network;

import org.dsppo.policy.learned.features.CandidateFeature;
import org.dsppo.policy.learned.features.CandidateSet;
import org.dsppo.policy.learned.features.Normaliser;

/**
 * Turns weights of normalised candidate features into weights of features as they are: with d the
 * deviations and m the means, wᵀ((x − m)/d) = (w/d)ᵀ x − (w/d)ᵀ m, the last term being the weight
 * of the feature that is always 1.
 */
final class FoldedNormaliser {

    private static final int ONE = CandidateFeature.ONE.ordinal();

    private final float[] mean;
    private final float[] perDeviation = new float[CandidateSet.WIDTH];

    FoldedNormaliser(Normaliser candidates) {
        this.mean = candidates.mean();
        for (int i = 0; i < perDeviation.length; i++) {
            perDeviation[i] = 1 / candidates.deviation()[i];
        }
    }

    /** A folded copy of the weights from a position on. */
    float[] folded(float[] weights, int from) {
        float[] copy = new float[CandidateSet.WIDTH];
        System.arraycopy(weights, from, copy, 0, copy.length);
        fold(copy);
        return copy;
    }

    /** Folds in place. */
    void fold(float[] weights) {
        float shift = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= perDeviation[i];
            shift += weights[i] * mean[i];
        }
        weights[ONE] -= shift;
    }
}
