package org.dsppo.policy.lab.bound;

/**
 * Nodes of one cluster that are alike.
 *
 * @param cluster id of their cluster
 * @param capacity of one node, thousandths by resource kind
 * @param nodes how many there are
 */
record ClusterPool(String cluster, long[] capacity, int nodes) {}
