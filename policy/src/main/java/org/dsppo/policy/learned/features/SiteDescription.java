package org.dsppo.policy.learned.features;

/**
 * What a site is like: its options as a set.
 *
 * @param rows of {@link OptionFeature}s, one after the other, features as they are
 * @param weights how much each counts, 1 in all: classes by the work that arrives of them, options
 *     of one class alike
 * @param classes number of classes
 */
public record SiteDescription(float[] rows, float[] weights, int classes) {

    /** Number of options. */
    public int options() {
        return weights.length;
    }
}
