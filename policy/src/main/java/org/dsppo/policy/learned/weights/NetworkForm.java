package org.dsppo.policy.learned.weights;

import org.dsppo.policy.learned.features.FeatureSchema;
import org.dsppo.policy.learned.features.PaperInput;

/** Kinds of network that artefacts carry. */
public enum NetworkForm {
    /** A linear path, and a set network on top of it unless its sizes are zero. */
    SET_NETWORK("set-network"),
    /** Scores candidates and waiting alike by what they are worth: the form of DQN. */
    VALUE_SCORER("value-scorer"),
    /** Scores candidates and waiting alike by how likely they should be: the form of REINFORCE. */
    LIKELIHOOD_SCORER("likelihood-scorer"),
    /** DeepSets over nodes and waiting tasks with features of its own, as the paper prints it. */
    PAPER_SETS("paper-sets");

    private final String id;

    NetworkForm(String id) {
        this.id = id;
    }

    /** True if it reads candidates and cell, which are normalised. */
    public boolean readsCandidates() {
        return this != PAPER_SETS;
    }

    /** Version of the features that it reads today. */
    public int featureVersion() {
        return readsCandidates() ? FeatureSchema.VERSION : PaperInput.VERSION;
    }

    /** Name in artefacts. */
    public String id() {
        return id;
    }
}
