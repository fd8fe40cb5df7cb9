package org.dsppo.policy.learned.features;

/** Told of every node whose free resources or condition changed. */
@FunctionalInterface
public interface NodeListener {

    /** For who keeps nothing about nodes. */
    NodeListener NONE = node -> {};

    /**
     * @param node its index
     */
    void changed(int node);
}
