package org.dsppo.jobs.emulator;

import org.dsppo.policy.lab.evaluation.Violation;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.TaskSubmitted;

/** Watches executors at work. Times are epoch milliseconds. Called by the emulator's thread. */
public interface EmulatorObserver {

    /** Nobody watches. */
    EmulatorObserver NONE = new EmulatorObserver() {};

    /** A submission was read; decisions only name it. */
    default void submissionSeen(TaskSubmitted task) {}

    /** A record of the decisions topic was read, of whatever kind and worth. */
    default void decisionSeen(PlacementDecision decision, long atMillis) {}

    /** An attempt runs. */
    default void started(PlacementDecision decision, long atMillis) {}

    /** An attempt is over, or a task was rejected. */
    default void ended(ExecutedDecision executed) {}

    /** A decision cannot be carried out as it should; kinds as the audit of a run names them. */
    default void violated(Violation violation) {}
}
