package org.dsppo.policy.training.ppo;

import java.util.List;

/**
 * An episode as it was played.
 *
 * @param steps decisions in their order
 * @param rewards of each
 * @param meanRuntimeMillis mean shortest run time of its tasks: the unit of horizons
 * @param teacher of its lesson, or null
 * @param logRatio logarithm of mean completion over the heuristic's
 */
record Episode(
        List<Step> steps,
        double[] rewards,
        double meanRuntimeMillis,
        Teacher teacher,
        double logRatio) {}
