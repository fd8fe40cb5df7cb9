package org.dsppo.policy.engine;

import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.WaitingTask;

/** Is told of every assignment before it is made, while the round is as the policy saw it. */
@FunctionalInterface
public interface AssignmentWatch {

    /** Watches nothing. */
    AssignmentWatch NONE = (round, task, strategy, node) -> {};

    /**
     * A policy places a task; it is possible.
     *
     * @throws org.dsppo.policy.placement.PolicyFailedException to keep the policy from it
     */
    void assigning(PlacementRound round, WaitingTask task, Strategy strategy, NodeView node);

    /** The engine places a task that the policy has left waiting. */
    default void forcing(
            PlacementRound round, WaitingTask task, Strategy strategy, NodeView node) {}
}
