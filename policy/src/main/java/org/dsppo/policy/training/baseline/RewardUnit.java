package org.dsppo.policy.training.baseline;

import java.util.Arrays;
import java.util.List;

/** The unit in which a learner sees rewards, so that networks need not learn its size. */
public final class RewardUnit {

    private RewardUnit() {}

    /**
     * Root mean square of rewards.
     *
     * @param episodes rewards of each
     */
    public static double of(List<double[]> episodes) {
        double squares =
                episodes.stream()
                        .flatMapToDouble(Arrays::stream)
                        .map(each -> each * each)
                        .average()
                        .orElse(1);
        return Math.max(1e-6, Math.sqrt(squares));
    }
}
