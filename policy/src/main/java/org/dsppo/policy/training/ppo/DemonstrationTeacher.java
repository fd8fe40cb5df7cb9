package org.dsppo.policy.training.ppo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.training.network.MatrixProducts;

/** Teaches by example: it decides in its lessons, and what it did is what is to be done. */
final class DemonstrationTeacher implements Teacher {

    private final Supplier<PlacementPolicy> demonstrators;
    private final double smoothing;

    DemonstrationTeacher(Supplier<PlacementPolicy> demonstrators, double smoothing) {
        this.demonstrators = demonstrators;
        this.smoothing = smoothing;
    }

    /** A policy to decide an episode. */
    PlacementPolicy demonstrator() {
        return demonstrators.get();
    }

    @Override
    public List<double[]> logProbabilities(List<Step> steps, MatrixProducts products) {
        List<double[]> all = new ArrayList<>(steps.size());
        for (Step step : steps) {
            int size = step.mask() == null ? step.input().size() : step.mask().length;
            all.add(around(step.action(), size, smoothing));
        }
        return all;
    }

    /**
     * Logarithms of probabilities around a choice.
     *
     * @param action number of a candidate, {@code size} for waiting
     * @param size number of candidates
     * @param smoothing probability left to the other candidates together
     */
    static double[] around(int action, int size, double smoothing) {
        double[] logs = new double[size + 1];
        if (action == size) {
            Arrays.fill(logs, Double.NEGATIVE_INFINITY);
            logs[size] = 0;
            return logs;
        }
        Arrays.fill(logs, Math.log(smoothing / Math.max(1, size - 1)));
        logs[size] = Double.NEGATIVE_INFINITY;
        logs[action] = size == 1 ? 0 : Math.log1p(-smoothing);
        return logs;
    }
}
