package org.dsppo.policy.learned.features;

/**
 * Features of the cell's load and make, the same for all candidates of a round. The ordinal is the
 * position in {@link CellFeatures#cell()}.
 */
public enum CellFeature {

    /** Logarithm of 1 + work that waits over the mix's mean run time. */
    BACKLOG,
    /** Logarithm of the load of late. */
    LOAD,
    /** Logarithm of the load just now over that of late. */
    BURST,
    /** Logarithm of the load in the long run. */
    LONG_RUN_LOAD,
    /** How far the load in the long run exceeds what lets queues grow. */
    OVERLOAD,
    /** Part of the cell in use, kinds weighed by what they are worth. */
    USED,
    /** Part of the cell that one node is. */
    NODE_SHARE,
    /** Logarithm of the number of pools. */
    POOLS,
    /** Mean logarithm of a class's slowest over its shortest run time. */
    HETEROGENEITY,
    /** Logarithm of 1 + mean number of options of a class. */
    OPTIONS_PER_CLASS,
    /** Part of the nodes that are of the largest pool. */
    LARGEST_POOL,
    /** Part of the nodes that have accelerators. */
    ACCELERATED,
    /** Mean transfer time over the mix's mean run time, at most 4. */
    TRANSFER;

    /** How many there are. */
    public static final int WIDTH = values().length;

    /**
     * How many, the first, weights may depend on: how loaded the cell is, and how much of it is one
     * node, larger cells being alike in that.
     */
    public static final int LOADS = NODE_SHARE.ordinal() + 1;
}
