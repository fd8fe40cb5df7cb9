package org.dsppo.policy.lab.bound;

/**
 * LB0: the mean over tasks of the least run time on any node that could ever hold them. No task
 * completes sooner, however empty the cluster.
 */
final class ShortestRuntimeBound {

    private ShortestRuntimeBound() {}

    /** Average completion time, milliseconds. */
    static double averageMillis(BoundProblem problem) {
        double[] shortest = new double[problem.groups().size()];
        for (int group = 0; group < shortest.length; group++) {
            if (!problem.groups().get(group).isEmpty()) {
                shortest[group] = problem.shortestRuntimeMillis(group);
            }
        }
        double sum = 0;
        for (BoundTask task : problem.tasks()) {
            sum += shortest[task.group()] * task.runtimeScale();
        }
        return sum / problem.tasks().size();
    }
}
