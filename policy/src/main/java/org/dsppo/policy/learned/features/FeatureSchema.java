package org.dsppo.policy.learned.features;

/**
 * Version of {@link CandidateFeature}, {@link CellFeature}, {@link NodeFeature} and {@link
 * ClassFeature} together. All are relative to the class's alternatives, the node's own capacity or
 * the mix's mean run time, so that they mean the same for classes, clusters and time scales never
 * seen.
 */
public final class FeatureSchema {

    /**
     * Version that artefacts name. Any change of number, order or meaning of features needs
     * another: a policy trained on one version is refused by another.
     */
    public static final int VERSION = 7;

    private FeatureSchema() {}
}
