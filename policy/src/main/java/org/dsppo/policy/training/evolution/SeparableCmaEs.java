package org.dsppo.policy.training.evolution;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Minimises a function of many numbers without gradients: evolution strategy with covariance matrix
 * adaptation of which only the diagonal is kept (Ros and Hansen, A simple modification in CMA-ES
 * achieving linear time and space complexity, 2008). Numbers of a generation are drawn from its
 * seed, so that a run continued from a {@link State} is the run that was never stopped.
 */
public final class SeparableCmaEs {

    private final int dimension;
    private final int population;
    private final double[] recombination;
    private final double parents;
    private final double sigmaRate;
    private final double sigmaDamping;
    private final double pathRate;
    private final double rankOne;
    private final double rankMu;
    private final double expectedLength;
    private final State state;
    private double[][] steps;

    /**
     * What a run is made of.
     *
     * @param seed of all draws
     * @param generation generations done
     * @param mean centre of the distribution
     * @param sigma overall step size
     * @param variance of each coordinate, relative to sigma²
     * @param sigmaPath evolution path of the step size
     * @param path evolution path of the variances
     */
    public record State(
            long seed,
            long generation,
            double[] mean,
            double sigma,
            double[] variance,
            double[] sigmaPath,
            double[] path) {

        /** The begin of a run. */
        public static State at(double[] mean, double[] scale, double sigma, long seed) {
            double[] variance = new double[mean.length];
            Arrays.setAll(variance, i -> scale[i] * scale[i]);
            return new State(
                    seed,
                    0,
                    mean.clone(),
                    sigma,
                    variance,
                    new double[mean.length],
                    new double[mean.length]);
        }

        /** The same with a step size of at least this. */
        public State withLeastSigma(double least) {
            return new State(
                    seed, generation, mean, Math.max(sigma, least), variance, sigmaPath, path);
        }
    }

    /**
     * @param state where to go on from
     * @param population points per generation, at least 4
     */
    public SeparableCmaEs(State state, int population) {
        this.state = state;
        this.dimension = state.mean.length;
        this.population = population;
        int selected = population / 2;
        this.recombination = new double[selected];
        Arrays.setAll(recombination, i -> Math.log(selected + 0.5) - Math.log(i + 1.0));
        double sum = Arrays.stream(recombination).sum();
        Arrays.setAll(recombination, i -> recombination[i] / sum);
        this.parents = 1 / Arrays.stream(recombination).map(w -> w * w).sum();
        double n = dimension;
        this.sigmaRate = (parents + 2) / (n + parents + 5);
        this.sigmaDamping = 1 + 2 * Math.max(0, Math.sqrt((parents - 1) / (n + 1)) - 1) + sigmaRate;
        this.pathRate = (4 + parents / n) / (n + 4 + 2 * parents / n);
        double faster = (n + 2) / 3;
        this.rankOne = Math.min(0.5, faster * 2 / ((n + 1.3) * (n + 1.3) + parents));
        this.rankMu =
                Math.min(
                        1 - rankOne,
                        faster * 2 * (parents - 2 + 1 / parents) / ((n + 2) * (n + 2) + parents));
        this.expectedLength = Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n));
    }

    /** The points to try. */
    public double[][] ask() {
        SplittableRandom random = new SplittableRandom(state.seed * 1_000_003L + state.generation);
        steps = new double[population][dimension];
        double[][] points = new double[population][dimension];
        for (int p = 0; p < population; p++) {
            for (int i = 0; i < dimension; i++) {
                steps[p][i] = random.nextGaussian() * Math.sqrt(state.variance[i]);
                points[p][i] = state.mean[i] + state.sigma * steps[p][i];
            }
        }
        return points;
    }

    /**
     * What the points of the latest {@link #ask} are worth, less is better.
     *
     * @return the state after this generation
     */
    public State tell(double[] values) {
        if (steps == null || values.length != population) {
            throw new IllegalStateException(
                    "%d values for a population of %d".formatted(values.length, population));
        }
        int[] order =
                IntStream.range(0, population)
                        .boxed()
                        .sorted(Comparator.comparingDouble(p -> values[p]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        double[] step = new double[dimension];
        for (int rank = 0; rank < recombination.length; rank++) {
            for (int i = 0; i < dimension; i++) {
                step[i] += recombination[rank] * steps[order[rank]][i];
            }
        }
        return adapt(step, order);
    }

    private State adapt(double[] step, int[] order) {
        double[] mean = new double[dimension];
        double[] sigmaPath = new double[dimension];
        double[] path = new double[dimension];
        double[] variance = new double[dimension];
        double squared = 0;
        for (int i = 0; i < dimension; i++) {
            mean[i] = state.mean[i] + state.sigma * step[i];
            sigmaPath[i] =
                    (1 - sigmaRate) * state.sigmaPath[i]
                            + Math.sqrt(sigmaRate * (2 - sigmaRate) * parents)
                                    * step[i]
                                    / Math.sqrt(state.variance[i]);
            squared += sigmaPath[i] * sigmaPath[i];
        }
        double length = Math.sqrt(squared);
        double begun = 1 - Math.pow(1 - sigmaRate, 2.0 * (state.generation + 1));
        boolean steady = length / Math.sqrt(begun) < (1.4 + 2.0 / (dimension + 1)) * expectedLength;
        for (int i = 0; i < dimension; i++) {
            path[i] =
                    (1 - pathRate) * state.path[i]
                            + (steady
                                    ? Math.sqrt(pathRate * (2 - pathRate) * parents) * step[i]
                                    : 0);
            double spread = 0;
            for (int rank = 0; rank < recombination.length; rank++) {
                double each = steps[order[rank]][i];
                spread += recombination[rank] * each * each;
            }
            double kept = 1 - rankOne - rankMu + (steady ? 0 : rankOne * pathRate * (2 - pathRate));
            variance[i] = kept * state.variance[i] + rankOne * path[i] * path[i] + rankMu * spread;
        }
        double sigma =
                state.sigma
                        * Math.exp(
                                Math.min(
                                        1,
                                        sigmaRate / sigmaDamping * (length / expectedLength - 1)));
        return new State(state.seed, state.generation + 1, mean, sigma, variance, sigmaPath, path);
    }
}
