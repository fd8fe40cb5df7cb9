package org.dsppo.policy.lab.bound;

/**
 * An objective in whole numbers, so that sums and comparisons are exact: what a unit of time costs
 * until a task starts and while it runs.
 *
 * @param perStart for each unit between arrival and start
 * @param perRun for each unit of run time
 */
record ExactWeights(long perStart, long perRun) {

    /** Weights are rounded to one part in this many of the largest. */
    private static final double RESOLUTION = 10_000;

    static ExactWeights of(ExactObjective objective) {
        double start = objective.perCompletionMilli() + objective.perWaitingMilli();
        long perRun = Math.round(objective.perCompletionMilli() / start * RESOLUTION);
        return perRun == RESOLUTION
                ? new ExactWeights(1, 1)
                : new ExactWeights((long) RESOLUTION, perRun);
    }

    /** Cost of a task that starts then. */
    long cost(ExactProblem.Job job, ExactProblem.JobMode mode, long start) {
        return perStart * (start - job.arrival()) + perRun * mode.runtime();
    }
}
