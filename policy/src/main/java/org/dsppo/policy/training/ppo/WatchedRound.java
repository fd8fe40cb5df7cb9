package org.dsppo.policy.training.ppo;

import java.util.Collection;
import java.util.List;
import org.dsppo.policy.placement.NodeChanges;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.QueueCursor;
import org.dsppo.policy.placement.RunningTask;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.StrategySet;
import org.dsppo.policy.placement.TaskGroup;
import org.dsppo.policy.placement.WaitingTask;
import org.dsppo.policy.resource.ResourceSpace;

/**
 * A round that tells of each assignment before it is made.
 *
 * @param round the round itself
 * @param watch is told
 */
public record WatchedRound(PlacementRound round, Watch watch) implements PlacementRound {

    /** Is told of assignments. */
    @FunctionalInterface
    public interface Watch {
        void placing(PlacementRound round, WaitingTask task, Strategy strategy, NodeView node);
    }

    @Override
    public void assign(WaitingTask task, Strategy strategy, NodeView node, Double share) {
        watch.placing(round, task, strategy, node);
        round.assign(task, strategy, node, share);
    }

    @Override
    public long nowMillis() {
        return round.nowMillis();
    }

    @Override
    public ResourceSpace resources() {
        return round.resources();
    }

    @Override
    public boolean countsDevices(int kind) {
        return round.countsDevices(kind);
    }

    @Override
    public List<? extends NodeView> nodes() {
        return round.nodes();
    }

    @Override
    public NodeChanges changes() {
        return round.changes();
    }

    @Override
    public Collection<StrategySet> classes() {
        return round.classes();
    }

    @Override
    public List<? extends NodeView> eligibleNodes(Strategy strategy) {
        return round.eligibleNodes(strategy);
    }

    @Override
    public NodeView firstFit(Strategy strategy) {
        return round.firstFit(strategy);
    }

    @Override
    public List<? extends TaskGroup> groups() {
        return round.groups();
    }

    @Override
    public int waiting() {
        return round.waiting();
    }

    @Override
    public QueueCursor queue() {
        return round.queue();
    }

    @Override
    public long agedPriority(WaitingTask task) {
        return round.agedPriority(task);
    }

    @Override
    public List<? extends WaitingTask> arrivals() {
        return round.arrivals();
    }

    @Override
    public WaitingTask waitingTask(String taskId) {
        return round.waitingTask(taskId);
    }

    @Override
    public Iterable<? extends RunningTask> running() {
        return round.running();
    }

    @Override
    public boolean idle() {
        return round.idle();
    }

    @Override
    public long transferMillis(WaitingTask task, NodeView node) {
        return round.transferMillis(task, node);
    }
}
