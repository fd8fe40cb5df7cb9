package org.dsppo.jobs.bridge;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * What a workload asks for.
 *
 * @param createdAtMillis epoch milliseconds at which it was made
 * @param taskClass for policies and reports
 * @param priority higher first
 * @param deadlineAtMillis wished end, or null
 * @param tenant who is charged
 * @param runtimeMillis about how long it runs
 * @param demand resource of the catalogue to amount
 * @param where which nodes may be chosen
 */
record Wish(
        long createdAtMillis,
        String taskClass,
        int priority,
        Long deadlineAtMillis,
        String tenant,
        long runtimeMillis,
        Map<String, Double> demand,
        NodeChoice where) {

    /** The one strategy of a workload; it may be there for several kinds of nodes. */
    static final String STRATEGY = "as-requested";

    /**
     * The task that the scheduler is given.
     *
     * @param nodes all there are
     * @throws UnsupportedWishException if the choice of nodes cannot be said in labels
     */
    TaskSubmitted task(String taskId, String cell, Collection<Target> nodes)
            throws UnsupportedWishException {
        List<ExecutionStrategy> strategies =
                where.selectors(nodes).stream()
                        .map(
                                selector ->
                                        new ExecutionStrategy(
                                                STRATEGY, selector, demand, runtimeMillis, null))
                        .toList();
        return new TaskSubmitted(
                taskId,
                createdAtMillis,
                taskClass,
                priority,
                1,
                deadlineAtMillis,
                null,
                0,
                cell,
                tenant,
                strategies);
    }
}
