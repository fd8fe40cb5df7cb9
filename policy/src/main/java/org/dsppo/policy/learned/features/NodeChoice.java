package org.dsppo.policy.learned.features;

/**
 * On which of the nodes of a pool that have room for an option it would be placed, where it is
 * expected to take as long on all of them.
 */
public enum NodeChoice {
    /** The one with least room: what is left elsewhere stays whole. */
    TIGHTEST,
    /** The one on which other options lose least throughput. */
    SPARING,
    /** The one with most room: later arrivals of other shapes find some everywhere. */
    LOOSEST
}
