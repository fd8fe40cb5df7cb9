package org.dsppo.jobs.demo;

import org.dsppo.jobs.emulator.EmulatorObserver;
import org.dsppo.policy.lab.evaluation.Violation;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.TaskSubmitted;

/** Two that watch the same executors. */
public record ObserverPair(EmulatorObserver first, EmulatorObserver second)
        implements EmulatorObserver {

    @Override
    public void submissionSeen(TaskSubmitted task) {
        first.submissionSeen(task);
        second.submissionSeen(task);
    }

    @Override
    public void decisionSeen(PlacementDecision decision, long atMillis) {
        first.decisionSeen(decision, atMillis);
        second.decisionSeen(decision, atMillis);
    }

    @Override
    public void started(PlacementDecision decision, long atMillis) {
        first.started(decision, atMillis);
        second.started(decision, atMillis);
    }

    @Override
    public void ended(ExecutedDecision executed) {
        first.ended(executed);
        second.ended(executed);
    }

    @Override
    public void violated(Violation violation) {
        first.violated(violation);
        second.violated(violation);
    }
}
