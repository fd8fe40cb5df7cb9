package org.dsppo.policy.learned.features;

/** Features of a node; none changes unless the node does. The ordinal is the position. */
public enum NodeFeature {

    /** 1 if it may be given tasks. */
    UP,
    /** Part of its capacity in use, mean over the kinds it has. */
    USED,
    /** Part in use of the kind that is fullest. */
    MOST_USED,
    /** Logarithm of its capacity over that of the cell's mean node. */
    SIZE,
    /** 1 if it has accelerators. */
    ACCELERATED,
    /** Logarithm of 1 + tasks on it. */
    HOLDERS,
    /** 1 if one of its kinds is all but used up. */
    FULL;

    /** How many there are. */
    public static final int WIDTH = values().length;
}
