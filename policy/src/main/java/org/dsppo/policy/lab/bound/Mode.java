package org.dsppo.policy.lab.bound;

import org.dsppo.policy.resource.ResourceDemand;

/**
 * One way to run the tasks of a group: a strategy on a kind of node.
 *
 * @param index dense number among the modes of a problem
 * @param group whose tasks run this way
 * @param pool where they run
 * @param demand what a task holds, at least
 * @param runtimeMillis how long it runs at run-time scale 1, at least
 * @param perNode how many fit on an empty node
 */
record Mode(
        int index, int group, int pool, ResourceDemand demand, double runtimeMillis, int perNode) {}
