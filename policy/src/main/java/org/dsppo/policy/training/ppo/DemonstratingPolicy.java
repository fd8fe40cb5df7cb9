package org.dsppo.policy.training.ppo;

import java.util.List;
import org.dsppo.policy.learned.features.CandidateSet;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.WaitingTask;

/**
 * Lets any policy decide, and notes which of the network's candidates its choices amount to: those
 * of the same group of tasks with the same strategy on nodes of the same type. When it is done
 * though candidates are left, it waits with them. A choice that no candidate amounts to is not
 * noted.
 */
final class DemonstratingPolicy implements ActingPolicy {

    private static final int NONE = -1;

    private final PlacementPolicy demonstrator;
    private final StepNotes notes;

    DemonstratingPolicy(PlacementPolicy demonstrator, StepNotes notes) {
        this.demonstrator = demonstrator;
        this.notes = notes;
    }

    @Override
    public String name() {
        return demonstrator.name();
    }

    /** True: what it leaves waiting belongs to what is learned from. */
    @Override
    public boolean waitsByRule() {
        return true;
    }

    @Override
    public List<Step> steps() {
        return notes.steps();
    }

    @Override
    public long wakeUpAtMillis() {
        return demonstrator.wakeUpAtMillis();
    }

    @Override
    public void decide(PlacementRound round) {
        notes.scores().begin(round);
        demonstrator.decide(new WatchedRound(round, this::placing));
        if (round.waiting() > 0 && !round.idle()) {
            waiting(round, look(), StepNotes.NO_LEVEL);
        }
    }

    /** Reads the round as the demonstrator has left it; gives the most urgent level. */
    private long look() {
        notes.scores().again();
        return notes.score();
    }

    private void placing(PlacementRound round, WaitingTask task, Strategy strategy, NodeView node) {
        long level = look();
        int candidate = candidate(task, strategy, node);
        if (candidate == NONE) {
            return;
        }
        waiting(round, level, notes.scores().candidates().urgency(candidate));
        long own = notes.scores().candidates().urgency(candidate);
        boolean mustPlace = round.idle() && notes.levelBelow(own) == StepNotes.NO_LEVEL;
        notes.turnTo(own, !mustPlace);
        notes.note(round, notes.action(candidate), task);
    }

    /** Notes waiting with all levels down to one, itself not included. */
    private void waiting(PlacementRound round, long from, long downTo) {
        long level = from;
        while (level != StepNotes.NO_LEVEL && level > downTo) {
            notes.turnTo(level, true);
            notes.note(round, notes.action(NONE));
            level = notes.levelBelow(level);
        }
    }

    private int candidate(WaitingTask task, Strategy strategy, NodeView node) {
        CandidateSet candidates = notes.scores().candidates();
        int found = NONE;
        for (int i = 0; i < candidates.size(); i++) {
            boolean same =
                    candidates.task(i).group() == task.group()
                            && candidates.strategy(i) == strategy
                            && candidates.node(i).type() == node.type();
            if (same && (found == NONE || candidates.task(i) == task)) {
                found = i;
            }
        }
        return found;
    }
}
