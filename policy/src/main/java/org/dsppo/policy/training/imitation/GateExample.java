package org.dsppo.policy.training.imitation;

import org.dsppo.policy.learned.features.SiteDescription;

/**
 * A moment on a sample, as a gate reads it.
 *
 * @param sample number of the sample
 * @param site what the site is like
 * @param cell features of the cell, as they are
 */
public record GateExample(int sample, SiteDescription site, float[] cell) {}
