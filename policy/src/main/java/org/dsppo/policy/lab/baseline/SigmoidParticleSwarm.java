package org.dsppo.policy.lab.baseline;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Particle swarm minimisation over the unit cube with an inertia weight that falls along a sigmoid
 * of the iteration, from exploring to settling. Kennedy and Eberhart, Particle swarm optimization,
 * 1995; the sigmoid as in Malik et al., New particle swarm optimizer with sigmoid increasing
 * inertia weight, 2007, mirrored.
 */
final class SigmoidParticleSwarm {

    private static final int PARTICLES = 20;
    private static final int ITERATIONS = 30;
    private static final double MOST_INERTIA = 0.9;
    private static final double LEAST_INERTIA = 0.4;
    private static final double STEEPNESS = 10;
    private static final double ATTRACTION = 1.5;

    private final SplittableRandom random;

    SigmoidParticleSwarm(SplittableRandom random) {
        this.random = random;
    }

    /** The best position found, each coordinate from 0 to 1. */
    double[] minimise(int dimensions, ToDoubleFunction<double[]> cost) {
        double[][] positions = new double[PARTICLES][dimensions];
        double[][] velocities = new double[PARTICLES][dimensions];
        double[][] ownBest = new double[PARTICLES][];
        double[] ownCost = new double[PARTICLES];
        int leader = 0;
        for (int p = 0; p < PARTICLES; p++) {
            Arrays.setAll(positions[p], d -> random.nextDouble());
            ownBest[p] = positions[p].clone();
            ownCost[p] = cost.applyAsDouble(positions[p]);
            leader = ownCost[p] < ownCost[leader] ? p : leader;
        }
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            double inertia = inertia((double) iteration / ITERATIONS);
            for (int p = 0; p < PARTICLES; p++) {
                move(positions[p], velocities[p], ownBest[p], ownBest[leader], inertia);
                double now = cost.applyAsDouble(positions[p]);
                if (now < ownCost[p]) {
                    ownCost[p] = now;
                    System.arraycopy(positions[p], 0, ownBest[p], 0, dimensions);
                    leader = now < ownCost[leader] ? p : leader;
                }
            }
        }
        return ownBest[leader];
    }

    /** Inertia weight at a progress from 0 to 1. */
    static double inertia(double progress) {
        return LEAST_INERTIA
                + (MOST_INERTIA - LEAST_INERTIA) / (1 + Math.exp(STEEPNESS * (progress - 0.5)));
    }

    private void move(
            double[] position, double[] velocity, double[] own, double[] leader, double inertia) {
        for (int d = 0; d < position.length; d++) {
            velocity[d] =
                    inertia * velocity[d]
                            + ATTRACTION * random.nextDouble() * (own[d] - position[d])
                            + ATTRACTION * random.nextDouble() * (leader[d] - position[d]);
            position[d] = Math.min(1, Math.max(0, position[d] + velocity[d]));
        }
    }
}
