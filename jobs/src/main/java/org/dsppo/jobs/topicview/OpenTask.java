package org.dsppo.jobs.topicview;

import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * A task that has not ended.
 *
 * @param task as it was submitted
 * @param decision where it is, null while it waits
 */
public record OpenTask(TaskSubmitted task, PlacementDecision decision) {

    /** True while no node has it. */
    public boolean waits() {
        return decision == null;
    }
}
