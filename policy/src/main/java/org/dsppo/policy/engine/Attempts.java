package org.dsppo.policy.engine;

import java.util.List;
import org.dsppo.policy.engine.NodeLedger.EndedAttempt;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.StrategySet;
import org.dsppo.policy.resource.HeldDevices;
import org.dsppo.policy.resource.ResourceDemand;
import org.dsppo.schemas.decision.Candidate;

/**
 * The life of an attempt: queued, assigned, started, and one of finished, failed, or given up. The
 * only place that reserves and releases.
 */
final class Attempts {

    private final CellState state;
    private final Decisions decisions;

    Attempts(CellState state, Decisions decisions) {
        this.state = state;
        this.decisions = decisions;
    }

    /**
     * Puts a task into the queue, or aside while there is no catalogue or no node that could run
     * it.
     */
    void enqueue(LiveTask task) {
        Long deadline = task.submission().deadlineAtMillis();
        if (deadline != null) {
            state.timers.schedule(deadline, EngineTimers.Kind.DEADLINE, task);
        }
        queue(task);
    }

    private void queue(LiveTask task) {
        StrategySet strategies =
                state.model == null ? null : state.model.strategies().join(task.submission());
        if (strategies != null && !strategies.listed().isEmpty()) {
            state.queue.add(task, strategies);
            task.queued = true;
            state.arrivals.add(task);
            state.changed = true;
        }
    }

    private void dequeue(LiveTask task) {
        if (task.queued) {
            task.queued = false;
            state.queue.remove(task);
            state.model.strategies().leave(task.submission());
        }
    }

    /** As {@link #dequeue}, between rounds, when nobody walks over the queue. */
    private void withdraw(LiveTask task) {
        dequeue(task);
        task.unlink();
    }

    /** Queues a waiting task anew, after its queue was cleared. */
    void requeue(LiveTask task) {
        task.queued = false;
        task.unlink();
        queue(task);
    }

    /**
     * Assigns a waiting task to a node that has room; the caller has checked that.
     *
     * @param devices those it gets, where they are shared singly
     * @param candidates places that were compared, for the record; may be null
     */
    void assign(
            LiveTask task,
            Strategy strategy,
            NodeLedger node,
            Double share,
            HeldDevices devices,
            List<Candidate> candidates,
            long nowMillis) {
        dequeue(task);
        place(task, strategy.id(), strategy.demandAt(share), devices, node);
        long transferMillis = state.model.transferMillis(task.submission(), node.cluster());
        double runtimeMillis = node.runtimeMillis(strategy, task.runtimeScale(), share);
        task.decidedAtMillis = nowMillis;
        task.expectedEndMillis = nowMillis + transferMillis + Math.round(runtimeMillis);
        task.leaseEndMillis = nowMillis + transferMillis + state.options.leaseMillis();
        state.timers.schedule(task.leaseEndMillis, EngineTimers.Kind.LEASE, task);
        state.save(task);
        decisions.assign(task, share, candidates, transferMillis, runtimeMillis, nowMillis);
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
            withdraw(task);
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
        node.tasks().add(task);
        state.holding++;
    }

    void started(LiveTask task, long atMillis) {
        task.phase = TaskPhase.STARTED;
        task.expectedEndMillis += atMillis - task.leaseEndMillis + state.options.leaseMillis();
        task.startedAtMillis = atMillis;
        state.save(task);
    }

    void finished(LiveTask task, long atMillis, long nowMillis) {
        String taskId = task.taskId();
        int attempt = task.attempt;
        release(task, nowMillis);
        end(task, nowMillis);
        state.listener.finished(taskId, attempt, task.submittedAtMillis(), atMillis);
    }

    void failed(LiveTask task, String reason, long nowMillis) {
        release(task, nowMillis);
        retry(task, "failed: " + reason, true, nowMillis);
    }

    /**
     * Gives an attempt up. Its reservation stays with the node until a report shows that the node
     * no longer runs it.
     *
     * @param blamed counts as a failure of the task
     */
    void giveUp(LiveTask task, String why, boolean blamed, long nowMillis) {
        NodeLedger node = task.node;
        leaveBehind(task, nowMillis);
        state.listener.attemptLost(task.taskId(), task.attempt, node.nodeId(), why);
        retry(task, why, blamed, nowMillis);
    }

    private void leaveBehind(LiveTask task, long nowMillis) {
        NodeLedger node = task.node;
        Orphan orphan =
                new Orphan(
                        task.taskId(), task.attempt, node, task.reserved, task.devices, nowMillis);
        node.tasks().remove(task);
        node.release(task.reserved, task.devices);
        haunt(orphan);
        state.store.putOrphan(orphan.state(state.model.space()));
        state.holding--;
        state.changed = true;
    }

    private void retry(LiveTask task, String why, boolean blamed, long nowMillis) {
        task.failures += blamed ? 1 : 0;
        if (task.cancelRequested) {
            reject(task, "cancelled", nowMillis);
        } else if (task.failures >= state.options.maxFailures()) {
            reject(task, "attempts exhausted, the last one " + why, nowMillis);
        } else {
            task.attempt++;
            task.clearPlacement();
            task.phase = TaskPhase.WAITING;
            if (!rejectHopeless(task, nowMillis)) {
                enqueue(task);
                state.save(task);
                state.listener.requeued(task.taskId(), task.attempt);
            }
        }
    }

    /** Rejects a task that waits too late or can never run, and says so. */
    boolean rejectHopeless(LiveTask task, long nowMillis) {
        Long deadline = task.submission().deadlineAtMillis();
        boolean late = deadline != null && deadline <= nowMillis;
        String why = late ? "past its deadline" : state.refusal(task.submission());
        if (why != null) {
            reject(task, why, nowMillis);
        }
        return why != null;
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
        retry(task, "its node is unknown", false, nowMillis);
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

    void reject(LiveTask task, String reason, long nowMillis) {
        withdraw(task);
        decisions.reject(task, reason, nowMillis);
        end(task, nowMillis);
    }

    private void end(LiveTask task, long nowMillis) {
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

    private void release(LiveTask task, long nowMillis) {
        NodeLedger node = task.node;
        node.release(task.reserved, task.devices);
        node.tasks().remove(task);
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
