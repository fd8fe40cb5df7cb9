package org.dsppo.policy.engine;

import java.util.List;
import org.dsppo.policy.engine.NodeLedger.EndedAttempt;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.resource.HeldDevices;
import org.dsppo.policy.resource.ResourceDemand;
import org.dsppo.schemas.decision.Candidate;

/**
 * The life of an attempt: assigned, started, and one of finished, failed, or given up. The only
 * place that reserves and releases.
 */
final class Attempts {

    private final CellState state;
    private final Decisions decisions;
    private final WaitNotices notices;
    private final Queueing queueing;
    private final TaskEndings endings;

    Attempts(
            CellState state,
            Decisions decisions,
            WaitNotices notices,
            Queueing queueing,
            TaskEndings endings) {
        this.state = state;
        this.decisions = decisions;
        this.notices = notices;
        this.queueing = queueing;
        this.endings = endings;
    }

    /**
     * Assigns a waiting task to a node that has room; the caller has checked that.
     *
     * @param devices those it gets, where they are shared singly
     * @param why reason if it is not the policy's choice, else null
     * @param candidates places that were compared, for the record; may be null
     */
    void assign(
            LiveTask task,
            Strategy strategy,
            NodeLedger node,
            Double share,
            HeldDevices devices,
            String why,
            List<Candidate> candidates,
            long nowMillis) {
        queueing.dequeue(task);
        place(task, strategy.id(), strategy.demandAt(share), devices, node);
        long transferMillis = state.model.transferMillis(task.submission(), node.cluster());
        double runtimeMillis = node.runtimeMillis(strategy, task.runtimeScale(), share);
        task.decidedAtMillis = nowMillis;
        task.expectedEndMillis = nowMillis + transferMillis + Math.round(runtimeMillis);
        task.leaseEndMillis = nowMillis + transferMillis + state.options.leaseMillis();
        state.timers.schedule(task.leaseEndMillis, EngineTimers.Kind.LEASE, task);
        state.reputations.assigned(task, node, nowMillis);
        state.save(task);
        decisions.assign(task, share, why, candidates, transferMillis, runtimeMillis, nowMillis);
    }

    /**
     * Takes a task's placement from an executor that knows better, after a rollback of state. If
     * the executor has another record of the attempt that we assigned since, ours is void. An
     * earlier attempt was given up before the rollback and may still run.
     *
     * @param strategy what the executor runs, or null if that is not known here
     * @param named devices that the executor says it holds
     */
    void adopt(
            LiveTask task,
            int attempt,
            String strategyId,
            Strategy strategy,
            NodeLedger node,
            HeldDevices named,
            long nowMillis) {
        if (task.waiting()) {
            queueing.withdraw(task);
        } else if (task.attempt < attempt) {
            leaveBehind(task, nowMillis);
        } else {
            release(task, nowMillis);
        }
        task.attempt = attempt;
        ResourceDemand demand =
                strategy == null
                        ? ResourceDemand.of(new long[state.model.space().size()])
                        : strategy.demandOn(named);
        place(task, strategyId, demand, node.adopt(demand, named), node);
        long runtimeMillis = strategy == null ? 0 : task.runtimeMillis(strategy, node);
        task.decidedAtMillis = nowMillis;
        task.expectedEndMillis = nowMillis + runtimeMillis;
        task.leaseEndMillis = nowMillis + state.options.leaseMillis();
        state.timers.schedule(task.leaseEndMillis, EngineTimers.Kind.LEASE, task);
    }

    /** Makes a node hold an attempt. */
    void place(
            LiveTask task,
            String strategy,
            ResourceDemand demand,
            HeldDevices devices,
            NodeLedger node) {
        task.phase = TaskPhase.ASSIGNED;
        task.strategy = strategy;
        task.reserved = demand;
        task.devices = devices;
        task.node = node;
        node.reserve(demand, devices);
        node.hold(task);
        state.holding++;
    }

    void started(LiveTask task, long nowMillis) {
        task.phase = TaskPhase.STARTED;
        task.expectedEndMillis += nowMillis - task.leaseEndMillis + state.options.leaseMillis();
        task.startedAtMillis = nowMillis;
        task.node.holdsOtherwise();
        state.save(task);
    }

    void finished(LiveTask task, long nowMillis) {
        String taskId = task.taskId();
        int attempt = task.attempt;
        state.reputations.succeeded(task, task.node, nowMillis);
        release(task, nowMillis);
        endings.end(task, nowMillis);
        state.listener.finished(taskId, attempt, task.submittedAtMillis(), nowMillis);
        if (task.dated() && nowMillis > task.submission().deadlineAtMillis()) {
            state.listener.deadlineMissed(taskId);
        }
    }

    void failed(LiveTask task, String reason, long nowMillis) {
        release(task, nowMillis);
        retry(task, "failed: " + reason, Mishap.TASK_AND_NODE, nowMillis);
    }

    /**
     * Gives an attempt up. Its reservation stays with the node until a report shows that the node
     * no longer runs it.
     */
    void giveUp(LiveTask task, String why, Mishap mishap, long nowMillis) {
        NodeLedger node = task.node;
        leaveBehind(task, nowMillis);
        state.listener.attemptLost(task.taskId(), task.attempt, node.nodeId(), why);
        retry(task, why, mishap, nowMillis);
    }

    private void leaveBehind(LiveTask task, long nowMillis) {
        NodeLedger node = task.node;
        Orphan orphan =
                new Orphan(
                        task.taskId(), task.attempt, node, task.reserved, task.devices, nowMillis);
        node.drop(task);
        node.release(task.reserved, task.devices);
        haunt(orphan);
        state.store.putOrphan(orphan.state(state.model.space()));
        state.holding--;
        state.changed = true;
    }

    private void retry(LiveTask task, String why, Mishap mishap, long nowMillis) {
        FailureRules rules = state.options.failures();
        count(task, task.cancelRequested ? Mishap.NOBODY : mishap, nowMillis);
        if (task.cancelRequested) {
            endings.reject(task, "cancelled", nowMillis);
        } else if (task.failures >= state.options.maxFailures()) {
            endings.reject(task, "attempts exhausted, the last one " + why, nowMillis);
        } else if (task.nodeLosses >= rules.maxNodeLosses()) {
            endings.reject(
                    task,
                    "%d nodes were lost while it ran there, at last: %s"
                            .formatted(task.nodeLosses, why),
                    nowMillis);
        } else {
            task.attempt++;
            task.clearPlacement();
            task.phase = TaskPhase.WAITING;
            boolean atOnce = mishap != Mishap.TASK_AND_NODE && task.mishaps() <= 1;
            long pauseMillis = atOnce ? 0 : rules.retryMillis(task.mishaps());
            task.retryMillis = pauseMillis == 0 ? 0 : nowMillis + pauseMillis;
            if (!endings.rejectHopeless(task, nowMillis)) {
                queueing.enqueue(task);
                state.save(task);
                if (pauseMillis > 0) {
                    notices.pausing(task, why, pauseMillis, nowMillis);
                }
                state.listener.requeued(task.taskId(), task.attempt);
            }
        }
    }

    private void count(LiveTask task, Mishap mishap, long nowMillis) {
        NodeLedger node = task.node;
        if (mishap != Mishap.NOBODY && node != null) {
            task.avoid(node);
        }
        switch (mishap) {
            case TASK_AND_NODE -> {
                task.failures++;
                state.reputations.failed(task, node, nowMillis);
            }
            case NODE_LOST -> {
                task.nodeLosses++;
                state.reputations.ended(task, node, nowMillis);
            }
            case NOBODY -> {
                if (node != null) {
                    state.reputations.ended(task, node, nowMillis);
                }
            }
        }
    }

    /** Lets an attempt that was given up hold its reservation. */
    void haunt(Orphan orphan) {
        orphan.node().reserve(orphan.reserved(), orphan.devices());
        orphan.node().orphans().add(orphan);
        state.orphans.put(orphan.key(), orphan);
    }

    /** Queues a task again whose node is no longer known at all. */
    void nodeVanished(LiveTask task, long nowMillis) {
        state.listener.attemptLost(task.taskId(), task.attempt, null, "its node is unknown");
        retry(task, "its node is unknown", Mishap.NOBODY, nowMillis);
    }

    void dropOrphan(Orphan orphan) {
        orphan.node().release(orphan.reserved(), orphan.devices());
        orphan.node().orphans().remove(orphan);
        state.orphans.remove(orphan.key());
        state.store.removeOrphan(orphan.key());
        state.changed = true;
    }

    void stop(LiveTask task, String reason, long nowMillis) {
        decisions.cancel(task.taskId(), task.attempt, task.node, reason, nowMillis);
    }

    private void release(LiveTask task, long nowMillis) {
        NodeLedger node = task.node;
        node.release(task.reserved, task.devices);
        node.drop(task);
        long forget = nowMillis - state.options.startedGraceMillis();
        while (!node.recentlyEnded().isEmpty()
                && node.recentlyEnded().peekFirst().endedAtMillis() < forget) {
            node.recentlyEnded().removeFirst();
        }
        node.recentlyEnded()
                .addLast(
                        new EndedAttempt(
                                task.taskId(),
                                task.attempt,
                                task.reserved,
                                task.devices,
                                nowMillis));
        state.holding--;
        state.changed = true;
    }
}
