package org.dsppo.policy.lab.baseline;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Grey wolf minimisation over the unit cube: wolves close in on the three best positions found so
 * far. Mirjalili et al., Grey wolf optimizer, Advances in Engineering Software 69, 2014.
 */
final class GreyWolves {

    private static final int WOLVES = 20;
    private static final int ITERATIONS = 30;
    private static final int LEADERS = 3;

    private final SplittableRandom random;

    GreyWolves(SplittableRandom random) {
        this.random = random;
    }

    /**
     * The best position found, each coordinate from 0 to 1.
     *
     * @param first a position to start from, among random ones
     */
    double[] minimise(double[] first, ToDoubleFunction<double[]> cost) {
        double[][] wolves = new double[WOLVES][first.length];
        double[][] leaders = new double[LEADERS][first.length];
        double[] leaderCosts = new double[LEADERS];
        Arrays.fill(leaderCosts, Double.POSITIVE_INFINITY);
        for (int w = 0; w < WOLVES; w++) {
            if (w == 0) {
                System.arraycopy(first, 0, wolves[w], 0, first.length);
            } else {
                Arrays.setAll(wolves[w], d -> random.nextDouble());
            }
        }
        for (int iteration = 0; iteration <= ITERATIONS; iteration++) {
            for (double[] wolf : wolves) {
                rank(wolf, cost.applyAsDouble(wolf), leaders, leaderCosts);
            }
            double reach = 2.0 * (ITERATIONS - iteration) / ITERATIONS;
            for (double[] wolf : wolves) {
                hunt(wolf, leaders, reach);
            }
        }
        return leaders[0];
    }

    private static void rank(double[] wolf, double cost, double[][] leaders, double[] costs) {
        for (int l = 0; l < LEADERS; l++) {
            if (cost < costs[l]) {
                for (int below = LEADERS - 1; below > l; below--) {
                    leaders[below] = leaders[below - 1];
                    costs[below] = costs[below - 1];
                }
                leaders[l] = wolf.clone();
                costs[l] = cost;
                return;
            }
        }
    }

    private void hunt(double[] wolf, double[][] leaders, double reach) {
        for (int d = 0; d < wolf.length; d++) {
            double sum = 0;
            for (double[] leader : leaders) {
                double sway = reach * (2 * random.nextDouble() - 1);
                double distance = Math.abs(2 * random.nextDouble() * leader[d] - wolf[d]);
                sum += leader[d] - sway * distance;
            }
            wolf[d] = Math.min(1, Math.max(0, sum / LEADERS));
        }
    }
}
