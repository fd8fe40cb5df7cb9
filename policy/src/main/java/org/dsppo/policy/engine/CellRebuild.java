package org.dsppo.policy.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dsppo.policy.engine.NodeLedger.EndedAttempt;
import org.dsppo.policy.resource.HeldDevices;
import org.dsppo.policy.resource.ResourceDemand;
import org.dsppo.policy.resource.ResourceSpace;
import org.dsppo.schemas.task.TaskEvent;

/**
 * Compiles the catalogue and the nodes' reports anew and moves everybody over: the waiting into a
 * new queue, the running with exactly what they hold. Runs when the catalogue changes, which is
 * rare, and when nodes come, go or take another shape: a fleet does that node by node, so all of
 * one second are taken over together.
 */
final class CellRebuild {

    private static final long SPACING_MILLIS = 1_000;

    private final CellState state;
    private final Attempts attempts;
    private final Queueing queueing;
    private final Set<String> newcomers = new HashSet<>();
    private boolean requested;
    private long requestedMillis = Long.MIN_VALUE;

    CellRebuild(CellState state, Attempts attempts, Queueing queueing) {
        this.state = state;
        this.attempts = attempts;
        this.queueing = queueing;
    }

    /**
     * A node is not as it was compiled.
     *
     * @return true if it is now; otherwise it will be at {@link #nextMillis}
     */
    boolean request(NodeChanged report, long nowMillis) {
        if (nowMillis < nextAllowedMillis() && nowMillis >= requestedMillis) {
            requested = true;
            if (state.model.node(report.name()) == null) {
                newcomers.add(report.name());
            }
            return false;
        }
        requestedMillis = nowMillis;
        run(nowMillis);
        return true;
    }

    private long nextAllowedMillis() {
        return requestedMillis == Long.MIN_VALUE
                ? requestedMillis
                : requestedMillis + SPACING_MILLIS;
    }

    /** Does what has been asked for if it is time. */
    void advance(long nowMillis) {
        if (nextMillis() <= nowMillis) {
            requestedMillis = nowMillis;
            run(nowMillis);
        }
    }

    /** When {@link #advance} is wanted. */
    long nextMillis() {
        return requested ? nextAllowedMillis() : Long.MAX_VALUE;
    }

    /** An executor on a node reports, which must not be missed though the node is new. */
    void reported(TaskEvent event, long nowMillis) {
        if (newcomers.isEmpty()) {
            return;
        }
        boolean isNew =
                event.cluster() == null
                        ? newcomers.stream().anyMatch(each -> each.endsWith('/' + event.nodeId()))
                        : newcomers.contains(event.nodeName());
        if (isNew) {
            run(nowMillis);
        }
    }

    void run(long nowMillis) {
        requested = false;
        newcomers.clear();
        CellModel before = state.model;
        state.model = new CellModel(state.catalogue, state.cell, state.reports.values());
        for (NodeChanged report : state.reports.values()) {
            NodeLedger node = state.model.node(report.name());
            node.condition(report.condition());
            node.expect(report.expectedMillis());
        }
        state.reputations.applyAll(nowMillis);
        state.queue.clear();
        state.reservations.clear();
        state.arrivals.clear();
        state.avoiders.clear();
        state.holding = 0;
        state.changed = true;
        if (before != null) {
            moveOrphans(before.space());
            moveRecentlyEnded(before);
        }
        List<LiveTask> tasks = new ArrayList<>(state.tasks.values());
        tasks.sort(WaitingQueue.BY_SUBMISSION);
        for (LiveTask task : tasks) {
            if (task.waiting()) {
                queueing.requeue(task);
            } else {
                resettle(task, before.space(), nowMillis);
            }
        }
        state.reputations.endTrials(nowMillis);
        for (NodeChanged report : state.reports.values()) {
            NodeUpdates.measureForeign(state.model, report, state.options.startedGraceMillis());
        }
    }

    private void moveOrphans(ResourceSpace space) {
        for (Orphan orphan : List.copyOf(state.orphans.values())) {
            NodeLedger node = state.model.node(orphan.node().name());
            if (node == null) {
                state.orphans.remove(orphan.key());
                state.store.removeOrphan(orphan.key());
            } else {
                ResourceDemand reserved = translated(orphan.reserved(), space);
                attempts.haunt(
                        new Orphan(
                                orphan.taskId(),
                                orphan.attempt(),
                                node,
                                reserved,
                                node.adopt(reserved, translated(orphan.devices(), space)),
                                orphan.orphanedAtMillis()));
            }
        }
    }

    private void moveRecentlyEnded(CellModel before) {
        for (NodeLedger old : before.nodes()) {
            NodeLedger node = state.model.node(old.name());
            if (node != null) {
                for (EndedAttempt each : old.recentlyEnded()) {
                    ResourceDemand demand = translated(each.demand(), before.space());
                    node.recentlyEnded()
                            .addLast(
                                    new EndedAttempt(
                                            each.taskId(),
                                            each.attempt(),
                                            demand,
                                            translated(each.devices(), before.space()),
                                            each.endedAtMillis()));
                }
            }
        }
    }

    private void resettle(LiveTask task, ResourceSpace space, long nowMillis) {
        NodeLedger node = state.model.node(task.node.name());
        if (node == null) {
            attempts.nodeVanished(task, nowMillis);
        } else {
            TaskPhase phase = task.phase;
            ResourceDemand reserved = translated(task.reserved, space);
            HeldDevices held = node.adopt(reserved, translated(task.devices, space));
            attempts.place(task, task.strategy, reserved, held, node);
            task.phase = phase;
        }
    }

    private ResourceDemand translated(ResourceDemand demand, ResourceSpace from) {
        return from.equals(state.model.space())
                ? demand
                : state.model.space().demandOfMillionths(demand.toMillionths(from));
    }

    private HeldDevices translated(HeldDevices devices, ResourceSpace from) {
        return from.equals(state.model.space())
                ? devices
                : HeldDevices.of(devices.shares(from), state.model.space());
    }
}
