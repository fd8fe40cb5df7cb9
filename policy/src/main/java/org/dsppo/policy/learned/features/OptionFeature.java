package org.dsppo.policy.learned.features;

/**
 * Features of an option, that is of a class's strategy on the nodes of one pool: what a site is
 * like, whatever its state. Logarithms are natural and clipped to −5 … 5. The ordinal is the
 * position.
 */
public enum OptionFeature {

    /** Logarithm of its run time over that of the class's fastest option. */
    SLOWDOWN,
    /** Logarithm of the class's shortest run time over the mix's mean. */
    CLASS_RUNTIME,
    /** Part of the class that the linear program sends here. */
    FLOW_SHARE,
    /** Largest part of a node's capacity that a task takes, of all its kinds. */
    DOMINANT_SHARE,
    /** Worth of what a task takes, over that of the class's cheapest option. */
    REDUCED_PRICE,
    /** Part of the arriving work that is of the class. */
    CLASS_LOAD,
    /** Logarithm of 1 + tasks for which the empty pool has place, a quarter of it. */
    PLACES,
    /** Part of the cell's nodes that are of the pool. */
    POOL_SHARE,
    /** 1 if the pool's nodes have accelerators. */
    ACCELERATED,
    /** Logarithm of the longest over the shortest task of the class that was met. */
    SPREAD;

    /** How many there are. */
    public static final int WIDTH = values().length;
}
