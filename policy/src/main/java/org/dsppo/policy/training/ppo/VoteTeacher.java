package org.dsppo.policy.training.ppo;

import java.util.List;
import java.util.stream.Collectors;
import org.dsppo.policy.learned.features.CandidateFeature;
import org.dsppo.policy.learned.features.CandidateSet;
import org.dsppo.policy.training.network.MatrixProducts;

/** Teaches what a heuristic would do that marks its choice among the candidates. */
final class VoteTeacher implements Teacher {

    private final int feature;
    private final double smoothing;

    VoteTeacher(CandidateFeature feature, double smoothing) {
        this.feature = feature.ordinal();
        this.smoothing = smoothing;
    }

    @Override
    public List<double[]> logProbabilities(List<Step> steps, MatrixProducts products) {
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
