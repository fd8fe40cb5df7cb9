package org.dsppo.policy.placement;

/**
 * The nodes whose free resources or condition changed, as a numbered sequence of which the latest
 * part is kept: who remembers how far it read need not look at all nodes again.
 */
public interface NodeChanges {

    /** Number of the oldest change that is still known. */
    long begin();

    /** Number after the latest change. */
    long end();

    /** Index of the node of a change; a node may appear more than once. */
    int node(long number);
}
