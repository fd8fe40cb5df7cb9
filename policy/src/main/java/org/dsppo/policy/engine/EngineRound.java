package org.dsppo.policy.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.dsppo.policy.placement.FallbackReason;
import org.dsppo.policy.placement.NodeChanges;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.PolicyFailedException;
import org.dsppo.policy.placement.QueueCursor;
import org.dsppo.policy.placement.RunningTask;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.StrategySet;
import org.dsppo.policy.placement.TaskGroup;
import org.dsppo.policy.placement.WaitingTask;
import org.dsppo.policy.resource.HeldDevices;
import org.dsppo.policy.resource.ResourceDemand;
import org.dsppo.policy.resource.ResourceSpace;
import org.dsppo.schemas.decision.Candidate;

/** The engine's side of a decision instant: shows its state and checks every assignment. */
final class EngineRound implements PlacementRound {

    private final CellState state;
    private final Attempts attempts;
    private final Explainer explainer;
    private final long nowMillis;
    private final List<LiveTask> placed = new ArrayList<>();

    EngineRound(CellState state, Attempts attempts, Explainer explainer, long nowMillis) {
        this.state = state;
        this.attempts = attempts;
        this.explainer = explainer;
        this.nowMillis = nowMillis;
    }

    @Override
    public long nowMillis() {
        return nowMillis;
    }

    @Override
    public ResourceSpace resources() {
        return state.model.space();
    }

    @Override
    public boolean countsDevices(int kind) {
        return state.model.countsDevices(kind);
    }

    @Override
    public List<? extends NodeView> nodes() {
        return state.model.nodes();
    }

    @Override
    public NodeChanges changes() {
        return state.model.changes();
    }

    @Override
    public Collection<StrategySet> classes() {
        return state.model.strategies().classes();
    }

    @Override
    public List<? extends NodeView> eligibleNodes(Strategy strategy) {
        return state.model.strategies().eligible(strategy);
    }

    @Override
    public boolean fits(WaitingTask task, Strategy strategy, NodeView node, Double share) {
        LiveTask live = (LiveTask) task;
        NodeLedger ledger = (NodeLedger) node;
        return !live.refuses(ledger)
                && node.fits(strategy.demandAt(share))
                && state.reservations.allow(live, strategy, ledger, share)
                && state.deadlines.allows(live, strategy, ledger, share, nowMillis);
    }

    @Override
    public NodeView firstFit(WaitingTask task, Strategy strategy) {
        List<NodeLedger> eligible = state.model.strategies().eligible(strategy);
        for (int i = 0; i < eligible.size(); i++) {
            NodeLedger node = eligible.get(i);
            if (fits(task, strategy, node, null)) {
                return node;
            }
        }
        return null;
    }

    @Override
    public List<? extends TaskGroup> groups() {
        return List.copyOf(state.queue.groups());
    }

    @Override
    public int waiting() {
        return state.queue.size();
    }

    @Override
    public QueueCursor queue() {
        return state.queue.cursor();
    }

    @Override
    public long agedPriority(WaitingTask task) {
        return state.queue.agedPriority(task, nowMillis);
    }

    @Override
    public List<? extends WaitingTask> arrivals() {
        List<LiveTask> waiting = new ArrayList<>(state.arrivals.size());
        boolean dated = false;
        for (LiveTask task : state.arrivals) {
            if (task.waiting()) {
                waiting.add(task);
                dated |= task.dated();
            }
        }
        if (dated) {
            waiting.sort(Comparator.comparingLong(LiveTask::latestStartMillis));
        }
        return waiting;
    }

    @Override
    public WaitingTask waitingTask(String taskId) {
        LiveTask task = state.tasks.get(taskId);
        return task != null && task.waiting() && task.queued ? task : null;
    }

    @Override
    public Iterable<? extends RunningTask> running() {
        List<LiveTask> running = new ArrayList<>(state.holding);
        state.model.nodes().forEach(node -> running.addAll(node.tasks()));
        return running;
    }

    @Override
    public boolean idle() {
        return state.holding == 0;
    }

    @Override
    public long transferMillis(WaitingTask task, NodeView node) {
        return state.model.transferMillis(((LiveTask) task).submission(), node.cluster());
    }

    @Override
    public void assign(
            WaitingTask waiting,
            Strategy strategy,
            NodeView view,
            Double share,
            HeldDevices chosen) {
        LiveTask task = (LiveTask) waiting;
        NodeLedger node = (NodeLedger) view;
        require(task.waiting() && task.queued, task, node, "the task does not wait");
        require(
                task.strategies().listed().contains(strategy),
                task,
                node,
                "the strategy is not one of its");
        require(strategy.selects(node.labels()), task, node, "the strategy is not for this node");
        require(!task.refuses(node), task, node, "the task failed there");
        require(
                share == null
                        || strategy.elastic() != null
                                && share >= strategy.elastic().minShare()
                                && share <= strategy.elastic().maxShare(),
                task,
                node,
                "the share is not allowed");
        ResourceDemand demand = strategy.demandAt(share);
        require(node.fits(demand), task, node, "the demand does not fit");
        require(
                chosen == null || node.devices() == null || node.devices().fits(demand, chosen),
                task,
                node,
                "the demand does not fit on the devices");
        require(
                state.reservations.allow(task, strategy, node, share),
                task,
                node,
                "the place is kept for another");
        require(
                state.deadlines.allows(task, strategy, node, share, nowMillis),
                task,
                node,
                "its deadline could be met elsewhere");
        List<Candidate> candidates = candidates(task);
        state.watch.assigning(this, task, strategy, node);
        assign(task, strategy, node, share, chosen, null, candidates);
    }

    private List<Candidate> candidates(LiveTask task) {
        return state.candidateLimit > 0
                ? explainer.candidates(this, task, state.candidateLimit)
                : null;
    }

    private void assign(
            LiveTask task,
            Strategy strategy,
            NodeLedger node,
            Double share,
            HeldDevices chosen,
            String why,
            List<Candidate> candidates) {
        HeldDevices devices = state.reservations.devices(task, strategy, node, share, chosen);
        attempts.assign(task, strategy, node, share, devices, why, candidates, nowMillis);
        state.reservations.placed(task, strategy, node, share);
        placed.add(task);
    }

    /** Places a task that the policy has left waiting; it fits there. */
    void force(LiveTask task, Strategy strategy, NodeLedger node, ForcedPlacement why) {
        List<Candidate> candidates = candidates(task);
        state.watch.forcing(this, task, strategy, node);
        assign(task, strategy, node, null, null, why.text(), candidates);
        state.listener.forced(why);
    }

    /** Tasks that were placed in this round. */
    List<LiveTask> placed() {
        return placed;
    }

    /** No walk over the queue goes on from here. */
    void end() {
        placed.forEach(LiveTask::unlink);
    }

    private void require(boolean holds, LiveTask task, NodeLedger node, String problem) {
        if (!holds) {
            throw new PolicyFailedException(
                    FallbackReason.INVALID_PLACEMENT,
                    "policy %s placed %s on %s: %s"
                            .formatted(state.policy.name(), task, node, problem));
        }
    }
}
