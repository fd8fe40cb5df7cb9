package org.dsppo.policy.features;

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

    /** Arrivals, older ones counted for less. */
    double weight;

    double meanScale = 1;
    double leastScale = Double.POSITIVE_INFINITY;
    double largestScale;
    long seen;

    /** The same per unit of scale, by option: how fast all strictly faster options could serve. */
    double[] fasterPerMilli;

    double[] fasterFlowPerMilli;

    ClassProfile(StrategySet strategies) {
        this.strategies = strategies;
        this.shortestMillis = Math.max(1, strategies.shortestRuntimeMillis());
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
        int count = options.size();
        if (fasterPerMilli == null) {
            fasterPerMilli = new double[count];
            fasterFlowPerMilli = new double[count];
        }
        double faster = 0;
        double flow = 0;
        int next = 0;
        for (int i = 0; i < count; i++) {
            while (options.get(next).runtimeMillis < options.get(i).runtimeMillis) {
                Option each = options.get(next++);
                faster += each.capacitySlots / each.runtimeMillis;
                flow += each.flowShare * flowPerMilli;
            }
            fasterPerMilli[i] = faster;
            fasterFlowPerMilli[i] = flow;
        }
    }
}
