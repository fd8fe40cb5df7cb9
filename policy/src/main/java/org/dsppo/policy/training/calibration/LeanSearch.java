package org.dsppo.policy.training.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.dsppo.policy.training.evolution.SeparableCmaEs;

/**
 * Searches for how a policy should lean on a site. It begins with the best of its experts, or with
 * the policy as it is, and goes on by evolution in the few numbers that a lean has.
 */
final class LeanSearch {

    /** How far towards each expert the search begins. */
    private static final double TOWARDS = 0.8;

    private static final double FIRST_STEP = 0.25;
    private static final int POPULATION = 8;

    /** What it costs to lean, per squared number: enough to decide where nothing else does. */
    private static final double LEASH = 0.0005;

    private final int shares;

    LeanSearch(int shares) {
        this.shares = shares;
    }

    /** Who measures leans on samples that belong to a step of the search. */
    @FunctionalInterface
    interface Measure {
        /**
         * @param step number; 0 for the choice among experts
         * @return gives the mean logarithm of completion under a lean
         */
        ToDoubleFunction<List<Double>> ofStep(int step);
    }

    /**
     * Searches.
     *
     * @param generations of evolution
     * @return a lean, empty for the policy as it is
     */
    List<Double> run(int generations, long seed, Measure measure) {
        List<Double> best = start(measure.ofStep(0));
        double[] mean = new double[shares];
        Arrays.setAll(mean, i -> best.isEmpty() ? 0 : best.get(i));
        double[] scale = new double[shares];
        Arrays.fill(scale, 1);
        SeparableCmaEs.State state = SeparableCmaEs.State.at(mean, scale, FIRST_STEP, seed);
        for (int generation = 1; generation <= generations; generation++) {
            ToDoubleFunction<List<Double>> cost = measure.ofStep(generation);
            SeparableCmaEs strategy = new SeparableCmaEs(state, POPULATION);
            double[][] points = strategy.ask();
            double[] values = new double[points.length];
            Arrays.setAll(
                    values, i -> cost.applyAsDouble(lean(points[i])) + LEASH * squared(points[i]));
            state = strategy.tell(values);
        }
        return lean(state.mean());
    }

    private List<Double> start(ToDoubleFunction<List<Double>> cost) {
        List<Double> best = List.of();
        double least = cost.applyAsDouble(best);
        for (int expert = 0; expert < shares; expert++) {
            List<Double> lean = new ArrayList<>(Collections.nCopies(shares, 0.0));
            lean.set(expert, TOWARDS);
            double value = cost.applyAsDouble(lean) + LEASH * TOWARDS * TOWARDS;
            if (expert > 0 && value < least) {
                least = value;
                best = lean;
            }
        }
        return best;
    }

    private static double squared(double[] point) {
        return Arrays.stream(point).map(each -> each * each).sum();
    }

    private static List<Double> lean(double[] point) {
        return Arrays.stream(point).boxed().toList();
    }
}
