package org.dsppo.policy.training.calibration;

/**
 * How carefully a site is calibrated. What it costs is counted in simulated tasks, so that the
 * outcome depends on nothing but the site and the seed.
 *
 * @param tasks in a sample of the last heat; earlier heats have shorter ones
 * @param samples in the last heat, of each range of loads
 * @param margin by how much a rule has to be better than the learned policy, as a logarithm
 * @param seed of the made-up arrivals
 */
public record CalibrationSettings(int tasks, int samples, double margin, long seed) {

    /** Some 100,000 simulated decisions: a few seconds for a site of some classes. */
    public static final CalibrationSettings DEFAULT = new CalibrationSettings(240, 6, 0.01, 1);
}
