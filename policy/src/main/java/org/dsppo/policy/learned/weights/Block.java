package org.dsppo.policy.learned.weights;

/**
 * Parts of the weights of a {@link NetworkForm#SET_NETWORK}, in the order in which they lie one
 * after the other. A matrix has a row of outputs for each input.
 */
public enum Block {
    /** The linear path. */
    LINEAR,
    /** What the experts add to it, a row for each. */
    EXPERT,
    /** Gate, φ of options: option features to option embedding. */
    OPTION,
    OPTION_BIAS,
    /** Gate: cell features and the pooled options to its hidden layer. */
    GATE,
    GATE_BIAS,
    /** Gate's hidden layer to the logits of no expert and of each. */
    CHOICE,
    CHOICE_BIAS,
    /** φ of nodes: node features to node embedding. */
    NODE,
    NODE_BIAS,
    /** φ of waiting classes: class features to class embedding. */
    CLASS,
    CLASS_BIAS,
    /** Class embedding to the query that is held against the pools of equal nodes. */
    QUERY,
    /** Upper level: cell features and both pooled sets to its hidden layer. */
    UPPER_CELL,
    UPPER_BIAS,
    /** Upper level: class embedding and attended pools to its hidden layer. */
    UPPER_CLASS,
    /** Upper level's hidden layer to what it adds to the scorer's hidden layer. */
    CONTEXT,
    /** Upper level's hidden layer to the shift of the class's admission threshold; an output. */
    SHIFT,
    /** Scorer: candidate features to its hidden layer. */
    CANDIDATE,
    CANDIDATE_BIAS,
    /** Scorer's hidden layer to what is added to admission and priority; an output. */
    SCORE,
    SCORE_BIAS,
    /** Value head: cell features and both pooled sets to its hidden layer. */
    VALUE,
    VALUE_BIAS,
    /** Value head's hidden layer to the value; an output. */
    WORTH,
    WORTH_BIAS;

    /** True if it is of the experts or of the gate that chooses among them. */
    public boolean isConditioning() {
        return compareTo(LINEAR) > 0 && compareTo(CHOICE_BIAS) <= 0;
    }

    /** True if it is of the deep part. */
    public boolean isDeep() {
        return compareTo(CHOICE_BIAS) > 0;
    }

    /** True if zeros here make the network its linear path, as far as decisions go. */
    public boolean isDecisionOutput() {
        return this == SHIFT || this == SCORE || this == SCORE_BIAS;
    }
}
