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

    /** Folds the weights of one score in place, from a position on. */
    void fold(float[] weights, int from) {
        float shift = 0;
        for (int i = 0; i < perDeviation.length; i++) {
            weights[from + i] *= perDeviation[i];
            shift += weights[from + i] * mean[i];
        }
        weights[from + ONE] -= shift;
    }
}
