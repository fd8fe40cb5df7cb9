package org.dsppo.policy.engine;

import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.summary.NodeLeftAlone;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskSubmitted;

/** Receives what the engine has to say. */
public interface EngineListener {

    /** A decision to send out. */
    void decided(PlacementDecision decision);

    /**
     * Follows {@link #decided} for an ASSIGN.
     *
     * @param transferMillis from the decision to the start
     * @param runtimeMillis estimated run time, with fractions
     */
    default void assigned(PlacementDecision decision, long transferMillis, double runtimeMillis) {}

    /** A task id came again with other content: a dead letter. */
    void conflicted(TaskSubmitted task);

    /** An event names no cluster, and its node could be one of several: a dead letter. */
    default void ambiguous(TaskEvent event) {}

    /** Input that changes nothing; to be counted. */
    default void ignored(IgnoredInput why) {}

    /** Follows {@link #assigned} if not the policy placed the task but the engine. */
    default void forced(ForcedPlacement why) {}

    /** A task ended after its deadline, or was rejected because that had passed. */
    default void deadlineMissed(String taskId) {}

    /** An attempt was taken back and its task waits again or was given up. */
    default void attemptLost(String taskId, int attempt, String nodeId, String why) {}

    /** After an attempt that failed or was taken back, the task waits as its next attempt. */
    default void requeued(String taskId, int attempt) {}

    /** Tasks fail on a node: it gets nothing new for a while. */
    default void leftAlone(NodeLeftAlone node) {}

    /**
     * A node was left alone for long enough: it gets one task.
     *
     * @param node its name, {@code cluster/node}
     */
    default void tried(String node) {}

    /**
     * A task ended well on a node that was left alone: it is used again.
     *
     * @param node its name, {@code cluster/node}
     */
    default void trusted(String node) {}

    /**
     * A task ran to its end.
     *
     * @param submittedAtMillis when it was submitted
     * @param atMillis when the engine heard of it
     */
    default void finished(String taskId, int attempt, long submittedAtMillis, long atMillis) {}
}
