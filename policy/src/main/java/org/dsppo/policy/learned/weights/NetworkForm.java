package org.dsppo.policy.learned.weights;

/** Kinds of network that artefacts carry. */
public enum NetworkForm {
    /** A linear path, and a set network on top of it unless its sizes are zero. */
    SET_NETWORK("set-network"),
    /** Scores candidates and waiting alike by what they are worth: the form of DQN. */
    VALUE_SCORER("value-scorer"),
    /** Scores candidates and waiting alike by how likely they should be: the form of REINFORCE. */
    LIKELIHOOD_SCORER("likelihood-scorer");

    private final String id;

    NetworkForm(String id) {
        this.id = id;
    }

    /** Name in artefacts. */
    public String id() {
        return id;
    }
}
