package org.dsppo.jobs.training;

import java.nio.file.Path;

/**
 * What a grid of reward curves is drawn from.
 *
 * @param iterations of PPO in each run
 * @param steps weights are multiples of one over this
 * @param reward {@code objective} or {@code paper}
 * @param seed of everything random
 * @param file the page that is written
 */
public record RewardGridSettings(int iterations, int steps, String reward, long seed, Path file) {}
