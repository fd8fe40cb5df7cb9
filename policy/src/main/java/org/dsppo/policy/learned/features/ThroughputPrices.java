package org.dsppo.policy.learned.features;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Prices of the cell's resources: the duals of the linear program that carries the largest common
 * multiple θ of a class mix q,
 *
 * <pre>max θ  s.t.  Σ_o x_go = θ q_g,   Σ_go x_go r_o d_ok ≤ C_pk  for every pool p and kind k.
 * </pre>
 *
 * The dual is a game: weights w over resources, Σw = 1, against an option for each class, with
 * value 1/θ = max_w Σ_g q_g min_o r_o Σ_k w_pk d_ok / C_pk. It is played by multiplicative weights
 * (Arora, Hazan, Kale, The multiplicative weights update method, 2012); averages of both sides
 * converge to the optimum. The next pricing starts from the weights of the last, unless a resource
 * is demanded for the first time.
 *
 * <p>The cost of an option is then the time for which it takes the whole cell, and Σ rate · cost is
 * the load ρ of the bottleneck.
 */
final class ThroughputPrices {

    /** What tasks cost that ask for nothing: next to nothing, but nobody divides by zero. */
    private static final double FREE_MILLIS = 1e-9;

    private static final int FIRST_ROUNDS = 400;
    private static final int LATER_ROUNDS = 48;

    private final int kinds;
    private double[] weights = new double[0];
    private double capacityPerMilli;

    ThroughputPrices(int kinds) {
        this.kinds = kinds;
    }

    /**
     * Prices all options.
     *
     * @param pools number of pools
     * @param profiles classes with at least one option
     * @param mix weight of each class, any scale, in the order of the classes
     */
    void price(int pools, Collection<ClassProfile> profiles, double[] mix) {
        if (weights.length == 0) {
            weights = new double[pools * kinds];
        }
        boolean first = demandAnew(profiles);
        double total = Arrays.stream(mix).sum();
        int rounds = first ? FIRST_ROUNDS : LATER_ROUNDS;
        double[] average = new double[weights.length];
        double[] loads = new double[weights.length];
        profiles.forEach(profile -> profile.options.forEach(option -> option.flowShare = 0));
        int counted = 0;
        for (int round = 0; round < rounds; round++) {
            boolean count = round >= rounds / 3;
            counted += count ? 1 : 0;
            Arrays.fill(loads, 0);
            int at = 0;
            for (ClassProfile profile : profiles) {
                Option cheapest = cheapest(profile, weights);
                cheapest.flowShare += count ? 1 : 0;
                load(cheapest, mix[at++] / total, loads);
            }
            step(
                    loads,
                    first ? 1 / Math.sqrt(4 + round) : 0.3 / Math.sqrt(16 + round),
                    count ? average : null);
        }
        double sum = Math.max(Double.MIN_NORMAL, Arrays.stream(average).sum());
        Arrays.setAll(average, i -> average[i] / sum);
        double value = 0;
        int at = 0;
        for (ClassProfile profile : profiles) {
            profile.costMillis = Double.POSITIVE_INFINITY;
            for (Option option : profile.options) {
                option.flowShare /= counted;
                option.price(Math.max(FREE_MILLIS, cost(option, average)));
                profile.costMillis = Math.min(profile.costMillis, option.costMillis);
            }
            double weight = mix[at++] / total;
            for (Option option : profile.options) {
                option.demandMillis = weight * option.flowShare * option.runtimeMillis;
            }
            value += weight * profile.costMillis;
        }
        capacityPerMilli = 1 / value;
        at = 0;
        for (ClassProfile profile : profiles) {
            double weight = mix[at++] / total;
            profile.loadShare = weight * profile.costMillis / value;
            profile.measureService(capacityPerMilli * weight);
        }
    }

    /**
     * Begins with equal weights if something is demanded that was not before: a resource without a
     * weight would stay free of charge. True if it does.
     */
    private boolean demandAnew(Collection<ClassProfile> profiles) {
        boolean more = false;
        boolean[] demanded = new boolean[weights.length];
        for (ClassProfile profile : profiles) {
            for (Option option : profile.options) {
                for (int resource : option.resources) {
                    demanded[resource] = true;
                    more |= weights[resource] == 0;
                }
            }
        }
        if (more) {
            int count = 0;
            for (boolean each : demanded) {
                count += each ? 1 : 0;
            }
            for (int i = 0; i < weights.length; i++) {
                weights[i] = demanded[i] ? 1.0 / count : 0;
            }
        }
        return more;
    }

    private static Option cheapest(ClassProfile profile, double[] weights) {
        List<Option> options = profile.options;
        Option cheapest = null;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < options.size(); i++) {
            double cost = cost(options.get(i), weights);
            if (cost < least) {
                least = cost;
                cheapest = options.get(i);
            }
        }
        return cheapest;
    }

    private static double cost(Option option, double[] weights) {
        int[] resources = option.resources;
        double[] work = option.workMillis;
        double cost = 0;
        for (int i = 0; i < resources.length; i++) {
            cost += weights[resources[i]] * work[i];
        }
        return cost;
    }

    private static void load(Option option, double rate, double[] loads) {
        for (int i = 0; i < option.resources.length; i++) {
            loads[option.resources[i]] += rate * option.workMillis[i];
        }
    }

    private void step(double[] loads, double rate, double[] average) {
        double largest = 1e-300;
        for (double load : loads) {
            largest = Math.max(largest, load);
        }
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= 1 + rate * loads[i] / largest;
            sum += weights[i];
        }
        double perSum = 1 / sum;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = weights[i] > 0 ? Math.max(weights[i] * perSum, 1e-9) : 0;
            if (average != null) {
                average[i] += weights[i];
            }
        }
    }

    /** Tasks of the mix per millisecond that the cell can carry. */
    double capacityPerMilli() {
        return capacityPerMilli;
    }

    /** Current weight of a resource, for utilisation by worth. */
    double weight(int pool, int kind) {
        return weights[pool * kinds + kind];
    }
}
