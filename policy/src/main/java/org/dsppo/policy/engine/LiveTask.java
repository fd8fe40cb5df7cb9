package org.dsppo.policy.engine;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.RunningTask;
import org.dsppo.policy.placement.StrategySet;
import org.dsppo.policy.placement.WaitingTask;
import org.dsppo.policy.resource.HeldDevices;
import org.dsppo.policy.resource.ResourceDemand;
import org.dsppo.policy.resource.ResourceSpace;
import org.dsppo.schemas.task.Payload;
import org.dsppo.schemas.task.TaskSubmitted;

/** A task from submission to end. Links to its neighbours in the queue while it waits. */
final class LiveTask implements WaitingTask, RunningTask {

    private static final int MOST_AVOIDED = 8;

    private final TaskSubmitted submission;
    final long receivedAtMillis;
    int attempt = 1;
    int failures;
    int nodeLosses;
    TaskPhase phase = TaskPhase.WAITING;

    /** Names of the nodes where it failed lately, oldest first. */
    private final Set<String> avoided = new LinkedHashSet<>();

    // While waiting. A task assigned in a round keeps its links until the round ends, so that walks
    // which stand on it can go on.
    QueueGroup group;
    boolean queued;
    long agedBy;
    private long latestStartMillis = Long.MAX_VALUE;

    /** What it waits with in the queue; null if with all of its class. */
    StrategyRegistry.Custom wishes;

    /** True once it has been in the queue: what it asks for was there. */
    boolean admitted;

    /** Not queued before, after an attempt that went wrong; 0 for at once. */
    long retryMillis;

    /** Rejected then unless what it asks for has come into the catalogue; 0 while that is there. */
    long asideUntilMillis;

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

    /**
     * @param receivedAtMillis when the engine first heard of it
     */
    LiveTask(TaskSubmitted submission, long receivedAtMillis) {
        this.submission = submission;
        this.receivedAtMillis = receivedAtMillis;
    }

    /** What its executor is told, or null. */
    Payload payload() {
        return submission.payload();
    }

    /** A task out of state; its node and queue links are set by whoever restores it. */
    static LiveTask of(TaskState state, ResourceSpace space) {
        // State of before there was a time of receipt has none.
        long received = state.receivedAtMillis();
        LiveTask task =
                new LiveTask(
                        state.task(), received == 0 ? state.task().submittedAtMillis() : received);
        task.attempt = state.attempt();
        task.failures = state.failures();
        task.nodeLosses = state.nodeLosses();
        task.avoided.addAll(state.avoided());
        task.retryMillis = state.retryMillis();
        task.asideUntilMillis = state.asideUntilMillis();
        task.admitted = state.asideUntilMillis() == 0;
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
                nodeLosses,
                List.copyOf(avoided),
                phase,
                node == null ? null : node.name(),
                strategy,
                reserved == null ? null : reserved.toMillionths(space),
                devices.shares(space),
                decidedAtMillis,
                startedAtMillis,
                expectedEndMillis,
                leaseEndMillis,
                cancelRequested,
                retryMillis,
                asideUntilMillis,
                noticedAtMillis,
                notice,
                receivedAtMillis);
    }

    TaskSubmitted submission() {
        return submission;
    }

    /** True if it has a deadline. */
    boolean dated() {
        return submission.deadlineAtMillis() != null;
    }

    /** Works out by when it has to start, if it may run in these ways. */
    void dueBy(StrategySet strategies) {
        latestStartMillis =
                dated()
                        ? submission.deadlineAtMillis()
                                - runtimeMillis(strategies.fastestFirst().get(0))
                        : Long.MAX_VALUE;
    }

    /**
     * Latest start that still meets the deadline the fastest way; the largest number without one.
     */
    long latestStartMillis() {
        return latestStartMillis;
    }

    /** Does not go back to a node while there are others. */
    void avoid(NodeLedger node) {
        avoided.remove(node.name());
        avoided.add(node.name());
        if (avoided.size() > MOST_AVOIDED) {
            avoided.remove(avoided.iterator().next());
        }
    }

    /** Names of nodes, {@code cluster/node}. */
    Set<String> avoided() {
        return avoided;
    }

    /** True if it waits for other nodes than this one. */
    boolean refuses(NodeLedger other) {
        return wishes != null && wishes.avoided().contains(other);
    }

    /** Attempts that failed or were lost with their node. */
    int mishaps() {
        return failures + nodeLosses;
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
