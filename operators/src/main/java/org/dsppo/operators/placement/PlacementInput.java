package org.dsppo.operators.placement;

import org.dsppo.policy.engine.NodeChanged;
import org.dsppo.schemas.task.TaskCancelled;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * Everything that concerns one cell, on one stream: exactly one part is set.
 *
 * @param submitted a task was submitted
 * @param cancelled a task was withdrawn
 * @param event an executor reported on an attempt
 * @param node a node changed
 */
public record PlacementInput(
        TaskSubmitted submitted, TaskCancelled cancelled, TaskEvent event, NodeChanged node) {

    /** A task was submitted. */
    public static PlacementInput of(TaskSubmitted submitted) {
        return new PlacementInput(submitted, null, null, null);
    }

    /** A task was withdrawn. */
    public static PlacementInput of(TaskCancelled cancelled) {
        return new PlacementInput(null, cancelled, null, null);
    }

    /** A task was submitted or withdrawn. */
    public static PlacementInput of(TaskMessage message) {
        return new PlacementInput(message.submitted(), message.cancelled(), null, null);
    }

    /** An executor reported on an attempt. */
    public static PlacementInput of(TaskEvent event) {
        return new PlacementInput(null, null, event, null);
    }

    /** A node changed. */
    public static PlacementInput of(NodeChanged node) {
        return new PlacementInput(null, null, null, node);
    }

    /** The cell it concerns: the key of the stream. */
    public String cell() {
        if (event != null) {
            return event.cell();
        }
        return node != null ? node.cell() : new TaskMessage(submitted, cancelled).cell();
    }
}
