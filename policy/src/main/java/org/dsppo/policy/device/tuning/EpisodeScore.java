package org.dsppo.policy.device.tuning;

/**
 * Outcome of an episode; lower is better.
 *
 * @param score J = mean of y + 0.5 × mean share taken
 * @param perClass y by class: (∫L + 100 t·lost) / (t·arrivals)
 * @param meanShare taken by all classes together, averaged over steps
 * @param meanDelaySeconds of accepted tasks of all classes
 * @param lossShare of all arrivals
 * @param changes steps that changed some share
 */
public record EpisodeScore(
        double score,
        double[] perClass,
        double meanShare,
        double meanDelaySeconds,
        double lossShare,
        int changes) {}
