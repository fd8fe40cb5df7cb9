package org.dsppo.policy.lab.baseline;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.StrategySet;

/** Refuses strategies slower than a factor times the shortest run time of the task's set. */
final class StrategyCap {

    private final double factor;
    private final Map<StrategySet, List<Strategy>> allowed = new IdentityHashMap<>();

    /**
     * @param factor at least 1; {@link Double#POSITIVE_INFINITY} refuses nothing
     */
    StrategyCap(double factor) {
        this.factor = factor;
    }

    /** Allowed strategies by rising run time. */
    List<Strategy> fastestFirst(StrategySet strategies) {
        if (factor == Double.POSITIVE_INFINITY) {
            return strategies.fastestFirst();
        }
        if (allowed.size() > 10_000) {
            // Tasks with strategies of their own come and go; start over rather than keep them all.
            allowed.clear();
        }
        return allowed.computeIfAbsent(strategies, this::filter);
    }

    private List<Strategy> filter(StrategySet strategies) {
        double limit = factor * strategies.shortestRuntimeMillis();
        return strategies.fastestFirst().stream()
                .filter(strategy -> strategy.runtimeMillis() <= limit)
                .toList();
    }
}
