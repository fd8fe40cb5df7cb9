package org.dsppo.policy.learned.weights;

import org.dsppo.policy.learned.features.FeatureSchema;
import org.dsppo.policy.learned.features.Normaliser;

/**
 * Statistics of all features a network reads.
 *
 * @param candidate of {@link FeatureSchema#CANDIDATE}
 * @param cell of {@link FeatureSchema#CELL}
 * @param waitingClass of {@link FeatureSchema#CLASS}
 * @param node of {@link FeatureSchema#NODE}
 */
public record Normalisers(
        Normaliser candidate, Normaliser cell, Normaliser waitingClass, Normaliser node) {

    public Normalisers {
        require("candidate", candidate, FeatureSchema.CANDIDATE.size());
        require("cell", cell, FeatureSchema.CELL.size());
        require("class", waitingClass, FeatureSchema.CLASS.size());
        require("node", node, FeatureSchema.NODE.size());
    }

    /** Leaves all features as they are. */
    public static Normalisers identity() {
        return new Normalisers(
                Normaliser.identity(FeatureSchema.CANDIDATE.size()),
                Normaliser.identity(FeatureSchema.CELL.size()),
                Normaliser.identity(FeatureSchema.CLASS.size()),
                Normaliser.identity(FeatureSchema.NODE.size()));
    }

    private static void require(String of, Normaliser normaliser, int width) {
        if (normaliser.mean().length != width || normaliser.deviation().length != width) {
            throw new IllegalArgumentException(
                    "normaliser of %s features has %d means and %d deviations, expected %d"
                            .formatted(
                                    of,
                                    normaliser.mean().length,
                                    normaliser.deviation().length,
                                    width));
        }
    }
}
