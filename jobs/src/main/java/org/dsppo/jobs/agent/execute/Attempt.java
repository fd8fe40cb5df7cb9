package org.dsppo.jobs.agent.execute;

import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.TaskEvent;

/** An attempt that this node has taken on and whose end has not been reported. */
final class Attempt {

    /** Where it stands. */
    enum Phase {
        /** An earlier attempt of its task still runs here. */
        WAITING,
        /** Its shell was started and has not said so. */
        STARTING,
        RUNNING,
        /** It ended; the verdict is written down. */
        ENDED
    }

    final PlacementDecision decision;
    final AttemptFolder folder;
    Phase phase = Phase.WAITING;
    ProcessName process;
    long phaseSinceMillis;

    /** Why it was asked to stop; null while it is wanted. */
    String stopReason;

    long killAtMillis;
    boolean killed;

    /** Stopped because its node was cut off: the job finds it missing, nothing is said of it. */
    boolean lost;

    TaskEvent verdict;

    /** True while a report of it is on its way. */
    boolean reporting;

    Attempt(PlacementDecision decision, AttemptFolder folder) {
        this.decision = decision;
        this.folder = folder;
    }

    boolean isLive() {
        return phase != Phase.ENDED;
    }
}
