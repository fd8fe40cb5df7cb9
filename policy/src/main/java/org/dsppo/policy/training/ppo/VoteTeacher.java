package org.dsppo.policy.training.ppo;

import java.util.List;
import java.util.stream.Collectors;
import org.dsppo.policy.learned.features.CandidateSet;
import org.dsppo.policy.learned.features.FeatureSchema;
import org.dsppo.policy.learned.features.KnownOptions;
import org.dsppo.policy.training.network.MatrixProducts;

/** Teaches what a heuristic would do that marks its choice among the candidates. */
final class VoteTeacher implements Teacher {

    private final int feature;
    private final double smoothing;

    VoteTeacher(String feature, double smoothing) {
        this.feature = FeatureSchema.candidate(feature);
        this.smoothing = smoothing;
    }

    @Override
    public List<double[]> logProbabilities(
            List<Step> steps, KnownOptions pupil, MatrixProducts products) {
        return steps.stream().map(this::of).collect(Collectors.toList());
    }

    private double[] of(Step step) {
        int size = step.mask() == null ? step.input().size() : step.mask().length;
        for (int i = 0; i < size; i++) {
            int candidate = step.mask() == null ? i : step.mask()[i];
            if (step.input().candidates()[candidate * CandidateSet.WIDTH + feature] == 1) {
                return DemonstrationTeacher.around(i, size, smoothing);
            }
        }
        return null;
    }
}
