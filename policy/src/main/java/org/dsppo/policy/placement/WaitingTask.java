package org.dsppo.policy.placement;

/** A task in the waiting queue. */
public interface WaitingTask {

    /** Name of the task. */
    String taskId();

    /** When it was submitted, milliseconds. */
    long submittedAtMillis();

    /** Base priority, higher first. */
    int priority();

    /** Factor on every strategy's run time. */
    double runtimeScale();

    /** Attempt that would be placed, from 1. */
    int attempt();

    /** Its strategies. */
    StrategySet strategies();

    /** The group it waits in. */
    TaskGroup group();

    /** False once it has been assigned in this round. */
    boolean waiting();

    /** Listed run time under a strategy at its listed share, milliseconds. */
    default long runtimeMillis(Strategy strategy) {
        return strategy.runtimeMillis(runtimeScale(), null);
    }

    /** Estimated run time on a node, the same way, at least 1. */
    default long runtimeMillis(Strategy strategy, NodeView node) {
        return Math.max(1, Math.round(node.runtimeMillis(strategy, runtimeScale(), null)));
    }
}
