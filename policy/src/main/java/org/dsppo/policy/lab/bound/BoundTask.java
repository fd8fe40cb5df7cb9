package org.dsppo.policy.lab.bound;

/**
 * A task as the bounds see it.
 *
 * @param group tasks of one group have the same modes
 * @param arrivalMillis when it may start at the earliest
 * @param runtimeScale factor on its run time in every mode
 */
record BoundTask(int group, double arrivalMillis, double runtimeScale) {}
