package org.dsppo.policy.device.tuning;

/**
 * One episode of a {@link TuningExperiment}.
 *
 * @param scenario name
 * @param reconfigurationSeconds pause of a class whose share changes
 * @param controller name
 * @param seed of the arrivals
 * @param score outcome
 */
public record TuningRun(
        String scenario,
        double reconfigurationSeconds,
        String controller,
        long seed,
        EpisodeScore score) {}
