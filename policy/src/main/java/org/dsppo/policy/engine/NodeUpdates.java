package org.dsppo.policy.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dsppo.policy.resource.HeldDevices;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.node.RunningAttempt;

/**
 * What nodes say of themselves. Telemetry never releases a reservation, except of an attempt that
 * stays missing from the node's list for the grace time after it should have been on it. Only a
 * report later than that shows it, so a node that is in service has to be reported again and again
 * even if nothing changes on it.
 */
final class NodeUpdates {

    private final CellState state;
    private final Attempts attempts;
    private final Decisions decisions;
    private final CellRebuild rebuild;

    NodeUpdates(CellState state, Attempts attempts, Decisions decisions, CellRebuild rebuild) {
        this.state = state;
        this.attempts = attempts;
        this.decisions = decisions;
        this.rebuild = rebuild;
    }

    void apply(NodeChanged report, long nowMillis) {
        if (report.condition() == NodeCondition.FORGOTTEN) {
            forget(report, nowMillis);
            return;
        }
        state.reports.put(report.name(), report);
        state.store.putNode(report);
        if (state.model == null) {
            return;
        }
        boolean known = state.model.describes(report) || rebuild.request(report, nowMillis);
        NodeLedger node = state.model.node(report.name());
        if (node == null) {
            return;
        }
        node.outdated(!known);
        state.reconsider |= node.condition() != report.condition();
        node.condition(report.condition());
        node.expect(report.expectedMillis());
        state.changed = true;
        if (report.condition() == NodeCondition.DOWN) {
            giveUpAll(node, nowMillis);
            measureForeign(state.model, report, state.options.startedGraceMillis());
        } else {
            reconcile(node, report, nowMillis);
        }
    }

    private void giveUpAll(NodeLedger node, long nowMillis) {
        for (LiveTask task : List.copyOf(node.tasks())) {
            boolean ran = task.phase == TaskPhase.STARTED && isLostByItself(node, task);
            attempts.giveUp(
                    task,
                    "node " + node.name() + " is down",
                    ran ? Mishap.NODE_LOST : Mishap.NOBODY,
                    nowMillis);
        }
    }

    /**
     * Tells nodes that are lost one by one from those that are lost together. What silences half of
     * a cell within a moment, a network or a power supply, is no fault of the tasks that run there.
     * Nodes on which the task itself came to nothing speak for no such cause: a task that takes one
     * node after another with it may be quick about it.
     */
    private boolean isLostByItself(NodeLedger node, LiveTask task) {
        NodeChanged lost = state.reports.get(node.name());
        long windowMillis = state.options.failures().commonLossMillis();
        int together = 0;
        for (NodeChanged each : state.reports.values()) {
            boolean inTrouble =
                    each.condition() == NodeCondition.SUSPECT
                            || each.condition() == NodeCondition.DOWN;
            long apartMillis = Math.abs(each.seenAtMillis() - lost.seenAtMillis());
            boolean own = task.avoided().contains(each.name());
            together += inTrouble && !own && apartMillis <= windowMillis ? 1 : 0;
        }
        return together <= 1 || 2 * together < state.model.nodes().size();
    }

    private void forget(NodeChanged report, long nowMillis) {
        NodeLedger node = state.model == null ? null : state.model.node(report.name());
        if (node != null) {
            giveUpAll(node, nowMillis);
            List.copyOf(node.orphans()).forEach(attempts::dropOrphan);
            state.reputations.forget(node.name());
        }
        state.reports.remove(report.name());
        state.store.removeNode(report.name());
        if (node != null && !rebuild.request(report, nowMillis)) {
            node.condition(NodeCondition.UNKNOWN);
            node.outdated(true);
        }
    }

    private void reconcile(NodeLedger node, NodeChanged report, long nowMillis) {
        Set<String> listed = listed(report);
        for (Orphan orphan : List.copyOf(node.orphans())) {
            settle(orphan, listed, report.seenAtMillis(), nowMillis);
        }
        measureForeign(state.model, report, state.options.startedGraceMillis());
        for (LiveTask task : node.tasks()) {
            watch(task, listed, report.seenAtMillis(), nowMillis);
        }
    }

    private void settle(Orphan orphan, Set<String> listed, long seenAtMillis, long nowMillis) {
        if (listed.contains(orphan.key())) {
            if (orphan.tellOnce()) {
                decisions.cancel(
                        orphan.taskId(),
                        orphan.attempt(),
                        orphan.node(),
                        "given up while its node was out of reach",
                        nowMillis);
            }
        } else if (seenAtMillis > orphan.orphanedAtMillis() + state.options.startedGraceMillis()) {
            attempts.dropOrphan(orphan);
        }
    }

    /**
     * Sets a node's foreign use to what of the reported use our listed attempts do not explain, and
     * takes over what it has a little less than before.
     */
    static void measureForeign(CellModel model, NodeChanged report, long graceMillis) {
        model.chargeShrinkage(report);
        NodeLedger node = model.node(report.name());
        boolean silent = report.used() == null && report.devices().isEmpty();
        if (silent || report.condition() == NodeCondition.DOWN) {
            node.observe(Map.of(), model.space(), List.of());
            node.foreign(null, null);
            return;
        }
        Set<String> listed = listed(report);
        long[] own = new long[model.space().size()];
        List<HeldDevices> ownDevices = new ArrayList<>();
        for (LiveTask task : node.tasks()) {
            if (listed.contains(PlacementDecision.idOf(task.taskId(), task.attempt))) {
                task.reserved.addTo(own);
                ownDevices.add(task.devices);
            }
        }
        for (Orphan orphan : node.orphans()) {
            if (listed.contains(orphan.key())) {
                orphan.reserved().addTo(own);
                ownDevices.add(orphan.devices());
            }
        }
        for (NodeLedger.EndedAttempt ended : node.recentlyEnded()) {
            // Listed for longer than that, it is not ours: something kept running.
            if (report.seenAtMillis() <= ended.endedAtMillis() + graceMillis
                    && listed.contains(PlacementDecision.idOf(ended.taskId(), ended.attempt()))) {
                ended.demand().addTo(own);
                ownDevices.add(ended.devices());
            }
        }
        node.observe(report.devices(), model.space(), ownDevices);
        node.foreign(report.used() == null ? null : model.space().capacity(report.used()), own);
    }

    /** Decision ids of the attempts that a node lists. */
    private static Set<String> listed(NodeChanged report) {
        Set<String> listed = new HashSet<>();
        for (RunningAttempt attempt : report.running()) {
            listed.add(PlacementDecision.idOf(attempt.taskId(), attempt.attempt()));
        }
        return listed;
    }

    private void watch(LiveTask task, Set<String> listed, long seenAtMillis, long nowMillis) {
        if (task.phase != TaskPhase.STARTED
                || listed.contains(PlacementDecision.idOf(task.taskId(), task.attempt))) {
            task.missingSinceMillis = 0;
        } else if (task.missingSinceMillis == 0
                && seenAtMillis > task.startedAtMillis + state.options.startedGraceMillis()) {
            task.missingSinceMillis = nowMillis;
            state.timers.schedule(
                    nowMillis + state.options.startedGraceMillis(),
                    EngineTimers.Kind.MISSING,
                    task);
        }
    }
}
