package org.dsppo.policy.learned.network;

import org.dsppo.policy.learned.features.PaperInput;

/**
 * Parts of the paper's network (4.2), in the order in which their weights lie one after the other.
 */
public enum PaperTower {
    /** φ of nodes (18). */
    NODE,
    /** φ of waiting tasks (18). */
    TASK,
    /** Embedding of the task to place to the query that is held against the nodes'. */
    QUERY,
    /** ρ (19): the sums over both sets to the state z. */
    STATE,
    /** π: state, attended nodes, a choice's node and the choice itself to its score. */
    CHOICE,
    /** V: the state to its value. */
    VALUE;

    /** What a choice adds to its row: its features, and that it is one, which waiting is not. */
    public static final int CHOICE_FEATURES = PaperInput.CHOICE + 1;

    /** Layers, for embeddings and hidden layers of a width. */
    public PerceptronShape shape(int hidden) {
        return switch (this) {
            case NODE -> PerceptronShape.of(Activation.RELU, PaperInput.NODE, hidden);
            case TASK -> PerceptronShape.of(Activation.RELU, PaperInput.TASK, hidden);
            case QUERY -> PerceptronShape.of(Activation.RELU, hidden, hidden);
            case STATE -> PerceptronShape.of(Activation.RELU, 2 * hidden, hidden);
            case CHOICE ->
                    PerceptronShape.of(Activation.RELU, 3 * hidden + CHOICE_FEATURES, hidden, 1);
            case VALUE -> PerceptronShape.of(Activation.RELU, hidden, hidden, 1);
        };
    }

    /** True if its outputs are embeddings, which are activated. */
    public boolean isEmbedding() {
        return this == NODE || this == TASK || this == STATE;
    }

    /** Where its weights begin. */
    public int offset(int hidden) {
        int offset = 0;
        for (int before = 0; before < ordinal(); before++) {
            offset += values()[before].shape(hidden).weightCount();
        }
        return offset;
    }
}
