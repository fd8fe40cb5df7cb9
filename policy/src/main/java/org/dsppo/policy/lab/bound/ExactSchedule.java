package org.dsppo.policy.lab.bound;

import java.util.List;

/**
 * A best schedule of a small workload.
 *
 * @param placements one per task, in the workload's order
 * @param averageCompletionMillis mean of end - arrival
 * @param averageWaitingMillis mean of start - arrival
 * @param utilisation per node the mean over its resources of used / capacity, averaged over nodes
 *     and over time until the last end
 * @param objective value of what was minimised
 * @param proven true if it was proven to be the best; false if the time limit came first
 */
public record ExactSchedule(
        List<ScheduledJob> placements,
        double averageCompletionMillis,
        double averageWaitingMillis,
        double utilisation,
        double objective,
        boolean proven) {

    /**
     * Where and when a task runs.
     *
     * @param taskId the task
     * @param nodeId its node
     * @param strategy id of its strategy
     * @param startMillis when it starts
     * @param endMillis when it ends
     */
    public record ScheduledJob(
            String taskId, String nodeId, String strategy, double startMillis, double endMillis) {}
}
