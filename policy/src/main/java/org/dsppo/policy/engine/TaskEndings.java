package org.dsppo.policy.engine;

/** How tasks end: rejected for one reason or another, or done; ended ids are remembered. */
final class TaskEndings {

    private final CellState state;
    private final Decisions decisions;
    private final WaitNotices notices;
    private final Queueing queueing;

    TaskEndings(CellState state, Decisions decisions, WaitNotices notices, Queueing queueing) {
        this.state = state;
        this.decisions = decisions;
        this.notices = notices;
        this.queueing = queueing;
    }

    /**
     * Rejects a task that waits too late or can never run, and says so. One whose class is not in
     * the catalogue is kept aside for a while first: the catalogue may be late, or come back.
     */
    boolean rejectHopeless(LiveTask task, long nowMillis) {
        if (task.dated() && task.submission().deadlineAtMillis() <= nowMillis) {
            rejectLate(task, nowMillis);
            return true;
        }
        String refusal = state.refusal(task.submission());
        if (refusal == null) {
            return false;
        }
        if (task.asideUntilMillis == 0) {
            FailureRules rules = state.options.failures();
            long millis = task.admitted ? rules.withdrawnMillis() : rules.unknownMillis();
            if (millis == 0) {
                reject(task, refusal, nowMillis);
                return true;
            }
            task.asideUntilMillis = nowMillis + millis;
        }
        state.timers.schedule(task.asideUntilMillis, EngineTimers.Kind.ASIDE, task);
        notices.aside(task, refusal, nowMillis);
        return false;
    }

    /** A task has been kept aside for long enough: what it asks for is not coming. */
    void endWaitAside(LiveTask task, long nowMillis) {
        String refusal = state.refusal(task.submission());
        if (refusal != null) {
            reject(task, refusal, nowMillis);
        }
    }

    /** Rejects a task that still waits at its deadline. */
    void rejectLate(LiveTask task, long nowMillis) {
        reject(task, "past its deadline", nowMillis);
        state.listener.deadlineMissed(task.taskId());
    }

    void reject(LiveTask task, String reason, long nowMillis) {
        queueing.withdraw(task);
        decisions.reject(task, reason, nowMillis);
        end(task, nowMillis);
    }

    /** Forgets a task but for its id. */
    void end(LiveTask task, long nowMillis) {
        task.phase = TaskPhase.ENDED;
        state.tasks.remove(task.taskId());
        state.store.removeTask(task.taskId());
        remember(new EndedTask(task.taskId(), TaskFingerprint.of(task.submission()), nowMillis));
    }

    void remember(EndedTask ended) {
        // Removed first, so that the map stays in the order of ending.
        state.ended.remove(ended.taskId());
        state.ended.put(ended.taskId(), ended);
        state.store.putEnded(ended);
    }
}
