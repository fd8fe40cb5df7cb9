package org.dsppo.policy.lab.bound;

import java.util.List;

/**
 * A workload reduced to what bounds need.
 *
 * @param pools kinds of nodes
 * @param modes all modes, by index
 * @param groups the modes of each group
 * @param tasks tasks that can run, by rising arrival
 */
record BoundProblem(
        List<ClusterPool> pools, List<Mode> modes, List<List<Mode>> groups, List<BoundTask> tasks) {

    /** Least run time of a group's tasks at scale 1. */
    double shortestRuntimeMillis(int group) {
        return groups.get(group).stream().mapToDouble(Mode::runtimeMillis).min().orElseThrow();
    }
}
