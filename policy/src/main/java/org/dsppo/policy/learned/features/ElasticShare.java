package org.dsppo.policy.learned.features;

import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.resource.Quantity;
import org.dsppo.schemas.catalogue.Elastic;

/**
 * The continuous part of the paper's hybrid action (section 5.5): how much of its elastic resource
 * a task gets once the policy has said where it goes. Minimises over the share s
 *
 * <pre>p(s) + p(d) ( w_b(s) n / m + max_k w_k(s) q(ρ_k(s)) )
 * </pre>
 *
 * with p the run time, d the listed share, m the places of listed size, and w_k the turns at
 * resource k that the task takes: s p(s) / (d p(d)) at the elastic one, p(s) / p(d) at every other
 * that it holds. Each of the n tasks of its class that wait is delayed by p(d) / m for every turn
 * at the busiest resource b. Those to come are delayed by q turns, as in a queue with one server ρ
 * / (1 − ρ) / m, ρ_k(s) being the load of the resource if all of the class got such a share; from a
 * load of 0.9 on, where the choice would make the queue that tasks then wait in, a steep line takes
 * over. So with nobody to delay a task gets all it can use. Where its accelerator is busy it gets
 * less, where it holds something else that is busy it gets more, to be gone sooner.
 *
 * @param waiting n, tasks of the class that wait beside it
 * @param places m, how many tasks with the listed share fit side by side
 * @param elastic position of the elastic resource among those demanded
 * @param ownLoad load of each demanded resource by the class, were it all to go this way with the
 *     listed share
 * @param otherLoad load of each by other classes
 */
record ElasticShare(int waiting, long places, int elastic, double[] ownLoad, double[] otherLoad) {

    private static final double BUSY = 0.9;
    private static final double TURNS_PER_OVERLOAD = 20;
    private static final int STEPS = 24;
    private static final int HALVINGS = 30;
    private static final long GRAIN = Quantity.ONE / 1000;
    private static final double GOLDEN = 0.6180339887498949;

    /**
     * The share of an elastic strategy on a node with room for its listed demand; null, the listed
     * demand, if there is no room for the least.
     *
     * @param free of the elastic resource that one task could get on the node, millionths
     */
    Double choose(Strategy strategy, long free) {
        Elastic elastic = strategy.elastic();
        long least = Quantity.of(elastic.minShare());
        least += Quantity.toDecimal(least) < elastic.minShare() ? 1 : 0;
        long most = Math.min(Quantity.of(elastic.maxShare()), free);
        if (most < least) {
            return null;
        }
        double step = (double) (most - least) / STEPS;
        double best = least;
        for (int i = 1; i <= STEPS; i++) {
            double share = least + step * i;
            best = objective(strategy, share) < objective(strategy, best) ? share : best;
        }
        double share = least(strategy, Math.max(least, best - step), Math.min(most, best + step));
        long rounded = Math.round(share / GRAIN) * GRAIN;
        return Quantity.toDecimal(Math.max(least, Math.min(most, rounded)));
    }

    /** Golden-section search. */
    private double least(Strategy strategy, double from, double to) {
        double low = from;
        double high = to;
        for (int i = 0; i < HALVINGS && high - low > 0.25 * GRAIN; i++) {
            double left = high - GOLDEN * (high - low);
            double right = low + GOLDEN * (high - low);
            if (objective(strategy, left) <= objective(strategy, right)) {
                high = right;
            } else {
                low = left;
            }
        }
        return (low + high) / 2;
    }

    private double objective(Strategy strategy, double millionths) {
        double share = millionths / Quantity.ONE;
        double listed = strategy.definition().demand().get(strategy.elastic().resource());
        double runtime = strategy.exactRuntimeMillis(1, share);
        double longer = runtime / strategy.runtimeMillis();
        double mostMissed = 0;
        double busiest = -1;
        double turnsAtBusiest = 0;
        for (int k = 0; k < ownLoad.length; k++) {
            double turns = k == elastic ? longer * share / listed : longer;
            double load = otherLoad[k] + ownLoad[k];
            if (load > busiest) {
                busiest = load;
                turnsAtBusiest = turns;
            }
            mostMissed =
                    Math.max(mostMissed, turns * missedLater(otherLoad[k] + ownLoad[k] * turns));
        }
        double missed = turnsAtBusiest * waiting / places + mostMissed;
        return runtime + strategy.runtimeMillis() * missed;
    }

    /** Turns of those to come that one turn now delays. */
    private double missedLater(double load) {
        double calm = Math.min(load, BUSY);
        double delayed = calm / (1 - calm) / places;
        return delayed + Math.max(0, load - BUSY) * TURNS_PER_OVERLOAD;
    }
}
