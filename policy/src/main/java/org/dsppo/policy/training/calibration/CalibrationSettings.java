package org.dsppo.policy.training.calibration;

/**
 * How carefully a site is calibrated. What it costs is counted in simulated tasks, so that the
 * outcome depends on nothing but the site and the seed.
 *
 * @param tasks in a sample of the last heat, more where a site runs many at a time; earlier heats
 *     have shorter ones
 * @param samples in the last heat, of each range of loads
 * @param generations of the search for a lean
 * @param margin by how much a rule has to be better than the learned policy, as a logarithm
 * @param seed of the made-up arrivals
 */
public record CalibrationSettings(
        int tasks, int samples, int generations, double margin, long seed) {

    /** Some 300,000 simulated decisions: a quarter of a minute for a site of some classes. */
    public static final CalibrationSettings DEFAULT = new CalibrationSettings(240, 10, 8, 0.01, 1);
}
