package org.dsppo.policy.lab.simulation;

import java.util.SplittableRandom;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * True run times that differ from the estimates by a lognormal factor of mean 1, drawn per task:
 * the same for every policy and attempt.
 */
public final class LognormalRuntimes implements RuntimeModel {

    private final double sigma;
    private final long seed;

    /**
     * @param sigma standard deviation of the logarithm of the factor
     * @param seed gives the factors
     */
    public LognormalRuntimes(double sigma, long seed) {
        this.sigma = sigma;
        this.seed = seed;
    }

    @Override
    public double runtimeMillis(TaskSubmitted task, double estimateMillis) {
        // java.util.Random would give nearly the same first draw for neighbouring seeds.
        SplittableRandom random =
                new SplittableRandom(seed * 0x9E3779B97F4A7C15L + task.taskId().hashCode());
        return estimateMillis * Math.exp(sigma * random.nextGaussian() - sigma * sigma / 2);
    }
}
