package org.dsppo.schemas.summary;

import java.util.List;
import org.dsppo.schemas.decision.PolicyReference;

/**
 * Key figures of one cell, window and policy version (topic {@code summaries}).
 *
 * @param cell the cell
 * @param policy the policy version the figures belong to
 * @param windowStartMillis start of the window, inclusive
 * @param windowEndMillis end of the window, exclusive
 * @param assigned attempts assigned in the window
 * @param finished tasks finished in the window
 * @param rejected tasks rejected in the window
 * @param requeued attempts that were queued again in the window
 * @param fallbacks decisions taken by the fallback heuristic
 * @param waiting tasks waiting at the end of the window
 * @param oldestWaitMillis wait of the oldest of them
 * @param averageWaitingMillis mean wait of the tasks assigned in the window
 * @param averageCompletionMillis mean completion time of the tasks finished in the window
 * @param compared tasks for which a reference heuristic was asked as well
 * @param agreed those of them for which it would have done the same
 * @param averageRegretMillis mean of how much longer the tasks that both would place take, with
 *     transfer, where the policy placed them than where the reference would have; below zero when
 *     less long
 * @param speed the job's {@code speed}: trace milliseconds per wall millisecond
 * @param nodes nodes that the catalogue lists for the cell, at the end of the window
 * @param schedulableNodes those of them that take tasks
 * @param downNodes names ({@code cluster/node}) of those that have reported and are silent now, the
 *     first {@value #MAX_DOWN_NODES} in catalogue order
 * @param leftAlone those that get nothing new, as tasks failed there, the first {@value
 *     #MAX_LEFT_ALONE} by name
 * @param obstacle why nothing can be placed, null if something can
 * @param deadlineMisses tasks that ended after their deadline or were rejected at it, in the window
 * @param forced attempts assigned in the window that the engine placed, as the policy had left them
 *     waiting for too long or their reserved start had come
 */
public record CellSummary(
        String cell,
        PolicyReference policy,
        long windowStartMillis,
        long windowEndMillis,
        long assigned,
        long finished,
        long rejected,
        long requeued,
        long fallbacks,
        long waiting,
        long oldestWaitMillis,
        double averageWaitingMillis,
        double averageCompletionMillis,
        long compared,
        long agreed,
        double averageRegretMillis,
        double speed,
        long nodes,
        long schedulableNodes,
        List<String> downNodes,
        List<NodeLeftAlone> leftAlone,
        String obstacle,
        long deadlineMisses,
        long forced) {

    /** A summary names no more nodes than this, so that it stays short whatever fails. */
    public static final int MAX_DOWN_NODES = 20;

    /** The same of nodes that are left alone. */
    public static final int MAX_LEFT_ALONE = 20;
}
