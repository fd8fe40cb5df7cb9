package org.dsppo.policy.lab.baseline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.QueueCursor;
import org.dsppo.policy.placement.RunningTask;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.WaitingTask;
import org.dsppo.policy.resource.DeviceRoom;

/**
 * Each task is committed, when it arrives, to the node, strategy and start with the earliest
 * completion given everything committed so far: the earliest gap that holds its demand throughout.
 * The MCT rule of Maheswaran et al., Dynamic mapping of a class of independent tasks onto
 * heterogeneous computing systems, JPDC 1999, for nodes that hold several tasks at once.
 *
 * <p>Commitments are not revised while the world goes by the estimates. When a node deviates, its
 * commitments stay with it in their order but are laid out anew; when it is lost, they are made
 * anew elsewhere. Priorities and ageing play no part.
 */
final class MinimumCompletionTime implements PlacementPolicy {

    private final String name;
    private final Candidates candidates;
    private final Map<String, Commitment> commitments = new HashMap<>();
    private final Set<String> homeless = new LinkedHashSet<>();
    private final List<NodePlan> plans = new ArrayList<>();
    private Object nodesPlanned;
    private long sequence;
    private long wakeUpAtMillis = Long.MAX_VALUE;

    MinimumCompletionTime(String name, Candidates candidates) {
        this.name = name;
        this.candidates = candidates;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean waitsByRule() {
        return true;
    }

    @Override
    public long wakeUpAtMillis() {
        return wakeUpAtMillis;
    }

    @Override
    public void decide(PlacementRound round) {
        if (nodesPlanned != round.nodes()) {
            startOver(round);
        }
        boolean changed = reviewPlans(round);
        for (WaitingTask task : round.arrivals()) {
            if (!commitments.containsKey(task.taskId())) {
                commit(task, round);
            }
        }
        if (commitments.size() + homeless.size() != round.waiting()) {
            changed |= synchronise(round);
        }
        if (changed) {
            commitAll(List.copyOf(homeless), round);
        }
        startDue(round);
    }

    /** Nodes and strategies are new objects after the cell was compiled anew. */
    private void startOver(PlacementRound round) {
        nodesPlanned = round.nodes();
        commitments.clear();
        homeless.clear();
        plans.clear();
        for (NodeView node : round.nodes()) {
            plans.add(new NodePlan(round.resources().size(), node.devices()));
        }
    }

    /** Brings the plans of nodes that deviate back in line; true if any did. */
    private boolean reviewPlans(PlacementRound round) {
        List<Commitment> evicted = new ArrayList<>();
        Map<Integer, List<RunningTask>> running = null;
        boolean changed = false;
        for (NodeView node : round.nodes()) {
            NodePlan plan = plans.get(node.index());
            if (!node.schedulable()) {
                changed |= !plan.isEmpty();
                evicted.addAll(plan.withdrawAll());
            } else if (!plan.holds(node, round.nowMillis())) {
                running = running == null ? runningByNode(round) : running;
                List<RunningTask> here = running.getOrDefault(node.index(), List.of());
                evicted.addAll(plan.layOut(node, here, round.nowMillis()));
                changed = true;
            }
        }
        evicted.sort(Commitment.BY_SEQUENCE);
        evicted.forEach(commitment -> commitments.remove(commitment.taskId));
        commitAll(evicted.stream().map(commitment -> commitment.taskId).toList(), round);
        return changed;
    }

    private static Map<Integer, List<RunningTask>> runningByNode(PlacementRound round) {
        Map<Integer, List<RunningTask>> running = new HashMap<>();
        for (RunningTask attempt : round.running()) {
            running.computeIfAbsent(attempt.node().index(), node -> new ArrayList<>()).add(attempt);
        }
        return running;
    }

    /** Makes up for arrivals that somebody else's rounds took, and for withdrawals. */
    private boolean synchronise(PlacementRound round) {
        Set<String> waiting = new HashSet<>();
        List<WaitingTask> missing = new ArrayList<>();
        QueueCursor queue = round.queue();
        for (WaitingTask task = queue.next(); task != null; task = queue.next()) {
            waiting.add(task.taskId());
            if (!commitments.containsKey(task.taskId()) && !homeless.contains(task.taskId())) {
                missing.add(task);
            }
        }
        homeless.retainAll(waiting);
        List<Commitment> gone =
                commitments.values().stream().filter(c -> !waiting.contains(c.taskId)).toList();
        for (Commitment commitment : gone) {
            commitments.remove(commitment.taskId);
            plans.get(commitment.node).withdraw(commitment);
        }
        boolean changed = !gone.isEmpty() && reviewPlans(round);
        missing.forEach(task -> commit(task, round));
        return changed;
    }

    private void commitAll(Collection<String> taskIds, PlacementRound round) {
        for (String taskId : taskIds) {
            homeless.remove(taskId);
            WaitingTask task = round.waitingTask(taskId);
            if (task != null) {
                commit(task, round);
            }
        }
    }

    private void commit(WaitingTask task, PlacementRound round) {
        long now = round.nowMillis();
        Commitment best = null;
        for (Strategy strategy : candidates.strategies(task)) {
            for (NodeView node : candidates.nodes(round, strategy)) {
                double runtime = node.runtimeMillis(strategy, task.runtimeScale(), null);
                // Rounded up, so that no plan counts on resources a moment before they are free.
                long runtimeMillis = Math.max(1, (long) Math.ceil(runtime));
                long duration = round.transferMillis(task, node) + runtimeMillis;
                long latest = (best == null ? Long.MAX_VALUE : best.endMillis()) - duration - 1;
                if (latest < now || !node.schedulable()) {
                    continue;
                }
                long start =
                        plans.get(node.index())
                                .timeline()
                                .earliestStart(strategy.demand(), now, duration, latest);
                if (start != NodeTimeline.NEVER) {
                    best =
                            new Commitment(
                                    task.taskId(),
                                    sequence,
                                    strategy,
                                    node.index(),
                                    start,
                                    duration);
                }
            }
        }
        if (best == null) {
            homeless.add(task.taskId());
        } else {
            sequence++;
            homeless.remove(task.taskId());
            commitments.put(task.taskId(), best);
            plans.get(best.node).add(best);
        }
    }

    private void startDue(PlacementRound round) {
        wakeUpAtMillis = Long.MAX_VALUE;
        for (NodeView node : round.nodes()) {
            NodePlan plan = plans.get(node.index());
            for (Commitment commitment : plan.takeLate()) {
                if (start(commitment, node, round)) {
                    plan.deviated();
                } else {
                    plan.postpone(commitment);
                }
            }
            Commitment due = plan.takeDue(round.nowMillis());
            while (due != null) {
                if (!start(due, node, round)) {
                    plan.postpone(due);
                }
                due = plan.takeDue(round.nowMillis());
            }
            wakeUpAtMillis = Math.min(wakeUpAtMillis, plan.nextStartMillis());
        }
    }

    /** True if the commitment is off the plan: kept, or void. */
    private boolean start(Commitment commitment, NodeView node, PlacementRound round) {
        WaitingTask task = round.waitingTask(commitment.taskId);
        if (task == null || !task.strategies().listed().contains(commitment.strategy)) {
            commitments.remove(commitment.taskId);
            plans.get(commitment.node).deviated();
            return true;
        }
        if (!round.fits(task, commitment.strategy, node)) {
            return false;
        }
        DeviceRoom devices = node.devices();
        boolean asPlanned =
                devices == null || devices.fits(commitment.strategy.demand(), commitment.devices);
        round.assign(task, commitment.strategy, node, null, asPlanned ? commitment.devices : null);
        if (!asPlanned) {
            plans.get(commitment.node).deviated();
        }
        commitments.remove(commitment.taskId);
        return true;
    }
}
