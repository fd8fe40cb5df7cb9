package org.dsppo.policy.engine;

import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.RunningTask;
import org.dsppo.policy.placement.StrategySet;
import org.dsppo.policy.placement.WaitingTask;
import org.dsppo.policy.resource.HeldDevices;
import org.dsppo.policy.resource.ResourceDemand;
import org.dsppo.policy.resource.ResourceSpace;
import org.dsppo.schemas.task.TaskSubmitted;

/** A task from submission to end. Links to its neighbours in the queue while it waits. */
final class LiveTask implements WaitingTask, RunningTask {

    private final TaskSubmitted submission;
    int attempt = 1;
    int failures;
    TaskPhase phase = TaskPhase.WAITING;

    // While waiting. A task assigned in a round keeps its links until the round ends, so that walks
    // which stand on it can go on.
    QueueGroup group;
    boolean queued;
    LiveTask previous;
    LiveTask following;
    long noticedAtMillis;
    String notice;

    // While assigned.
    NodeLedger node;
    String strategy;
    ResourceDemand reserved;
    HeldDevices devices = HeldDevices.NONE;
    long decidedAtMillis;
    long startedAtMillis;
    long expectedEndMillis;
    long leaseEndMillis;
    long missingSinceMillis;
    boolean cancelRequested;

    LiveTask(TaskSubmitted submission) {
        this.submission = submission;
    }

    /** A task out of state; its node and queue links are set by whoever restores it. */
    static LiveTask of(TaskState state, ResourceSpace space) {
        LiveTask task = new LiveTask(state.task());
        task.attempt = state.attempt();
        task.failures = state.failures();
        task.phase = state.phase();
        task.strategy = state.strategy();
        task.reserved =
                state.reserved() == null ? null : space.demandOfMillionths(state.reserved());
        if (task.reserved != null) {
            task.devices = HeldDevices.of(state.devices(), space);
        }
        task.decidedAtMillis = state.decidedAtMillis();
        task.startedAtMillis = state.startedAtMillis();
        task.expectedEndMillis = state.expectedEndMillis();
        task.leaseEndMillis = state.leaseEndMillis();
        task.cancelRequested = state.cancelRequested();
        task.noticedAtMillis = state.noticedAtMillis();
        task.notice = state.notice();
        return task;
    }

    TaskState state(ResourceSpace space) {
        return new TaskState(
                submission,
                attempt,
                failures,
                phase,
                node == null ? null : node.nodeId(),
                strategy,
                reserved == null ? null : reserved.toMillionths(space),
                devices.shares(space),
                decidedAtMillis,
                startedAtMillis,
                expectedEndMillis,
                leaseEndMillis,
                cancelRequested,
                noticedAtMillis,
                notice);
    }

    TaskSubmitted submission() {
        return submission;
    }

    /** Forgets its neighbours in the queue, which it would otherwise keep in memory. */
    void unlink() {
        previous = null;
        following = null;
    }

    /** Forgets the placement. */
    void clearPlacement() {
        node = null;
        strategy = null;
        reserved = null;
        devices = HeldDevices.NONE;
        startedAtMillis = 0;
        leaseEndMillis = 0;
        missingSinceMillis = 0;
    }

    @Override
    public String taskId() {
        return submission.taskId();
    }

    @Override
    public long submittedAtMillis() {
        return submission.submittedAtMillis();
    }

    @Override
    public int priority() {
        return submission.priority();
    }

    @Override
    public double runtimeScale() {
        return submission.runtimeScale();
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public StrategySet strategies() {
        return group.strategies();
    }

    @Override
    public QueueGroup group() {
        return group;
    }

    @Override
    public boolean waiting() {
        return phase == TaskPhase.WAITING;
    }

    @Override
    public NodeView node() {
        return node;
    }

    @Override
    public ResourceDemand demand() {
        return reserved;
    }

    @Override
    public HeldDevices devices() {
        return devices;
    }

    @Override
    public long expectedEndMillis() {
        return expectedEndMillis;
    }

    @Override
    public String toString() {
        return taskId() + '#' + attempt + ' ' + phase;
    }
}
