package org.dsppo.policy.learned.weights;

import org.dsppo.policy.learned.features.CandidateFeature;
import org.dsppo.policy.learned.features.CellFeature;
import org.dsppo.policy.learned.features.ClassFeature;
import org.dsppo.policy.learned.features.NodeFeature;
import org.dsppo.policy.learned.features.Normaliser;
import org.dsppo.policy.learned.features.OptionFeature;

/**
 * Statistics of all features a network reads.
 *
 * @param candidate of {@link CandidateFeature}
 * @param cell of {@link CellFeature}
 * @param waitingClass of {@link ClassFeature}
 * @param node of {@link NodeFeature}
 * @param option of {@link OptionFeature}
 */
public record Normalisers(
        Normaliser candidate,
        Normaliser cell,
        Normaliser waitingClass,
        Normaliser node,
        Normaliser option) {

    public Normalisers {
        require("candidate", candidate, CandidateFeature.WIDTH);
        require("cell", cell, CellFeature.WIDTH);
        require("class", waitingClass, ClassFeature.WIDTH);
        require("node", node, NodeFeature.WIDTH);
        require("option", option, OptionFeature.WIDTH);
    }

    /** Leaves all features as they are. */
    public static Normalisers identity() {
        return new Normalisers(
                Normaliser.identity(CandidateFeature.WIDTH),
                Normaliser.identity(CellFeature.WIDTH),
                Normaliser.identity(ClassFeature.WIDTH),
                Normaliser.identity(NodeFeature.WIDTH),
                Normaliser.identity(OptionFeature.WIDTH));
    }

    /** The same with other statistics of options. */
    public Normalisers withOption(Normaliser other) {
        return new Normalisers(candidate, cell, waitingClass, node, other);
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
