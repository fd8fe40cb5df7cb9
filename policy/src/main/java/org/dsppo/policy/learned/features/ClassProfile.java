package org.dsppo.policy.learned.features;

import java.util.ArrayList;
import java.util.List;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.StrategySet;

/** What is known about the tasks of one strategy set. Mutable; owned by one cell's features. */
final class ClassProfile {

    final StrategySet strategies;

    /** By rising run time. */
    final List<Option> options = new ArrayList<>();

    final double shortestMillis;

    /** Price of the cheapest option at scale 1, milliseconds of the whole cell. */
    double costMillis;

    /** Part of the cell's load that the class makes up, 0 to 1. */
    double loadShare;

    /** Arrivals, older ones counted for less. */
    double weight;

    /** How often its options fit now, all together. */
    int slots;

    double meanScale = 1;
    double leastScale = Double.POSITIVE_INFINITY;
    double largestScale;
    long seen;

    /** ln of the shortest run time and of the price. */
    final float logShortest;

    float logCost;

    /** How fast all options could serve, tasks per millisecond per unit of scale. */
    double servicePerMilli;

    ClassProfile(StrategySet strategies) {
        this.strategies = strategies;
        this.shortestMillis = Math.max(1, strategies.shortestRuntimeMillis());
        this.logShortest = Logarithm.ln(shortestMillis);
    }

    void add(Strategy strategy, NodePool pool) {
        options.add(new Option(this, strategy, pool));
    }

    /** True if scales differ so much that the shortest task deserves a look of its own. */
    boolean spread() {
        return leastScale < 0.8 * largestScale;
    }

    /**
     * After prices or capacities changed.
     *
     * @param flowPerMilli tasks of this class that the cell could carry, per millisecond
     */
    void measureService(double flowPerMilli) {
        logCost = Logarithm.ln(costMillis + 1e-6);
        double faster = 0;
        double flow = 0;
        int next = 0;
        for (Option option : options) {
            while (options.get(next).runtimeMillis < option.runtimeMillis) {
                Option each = options.get(next++);
                faster += each.capacitySlots / each.runtimeMillis;
                flow += each.flowShare * flowPerMilli;
            }
            option.logFaster = faster > 0 ? Logarithm.ln(faster) : Float.NEGATIVE_INFINITY;
            option.logFasterFlow = flow > 0 ? Logarithm.ln(flow) : Float.NEGATIVE_INFINITY;
        }
        servicePerMilli = 0;
        for (Option option : options) {
            servicePerMilli += option.capacitySlots / option.runtimeMillis;
        }
    }
}
