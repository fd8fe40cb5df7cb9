package org.dsppo.policy.lab.bound;

/**
 * All bounds of a workload, from weak to strong; none is below the one before it.
 *
 * @param tasks number of tasks averaged over: those that are not withdrawn and fit somewhere
 * @param shortestRuntime mean of least run times
 * @param pooled capacity of like nodes taken as one large node
 * @param withConfigurations also tightened by what fits together on one node
 */
public record BoundReport(
        int tasks, Bound shortestRuntime, Bound pooled, Bound withConfigurations) {}
