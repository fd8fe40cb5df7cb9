package org.dsppo.policy.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.resource.ResourceDemand;

/**
 * Keeps a cell in which tasks wait that fit from standing still, or from running them one by one,
 * whatever its policy thinks of them. A policy may leave a head waiting that fits: for a while, and
 * for longer while what runs will make room for a faster way that is done sooner. If it lets that
 * time pass without placing any task of the group, or places so few that the nodes in question stay
 * nearly unused, the engine places the group's tasks where each is done first. An idle cell waits
 * for nothing.
 *
 * <p>Where waiting belongs to a policy's rule, such as a cap on run times, only an idle cell is
 * looked at.
 */
final class StandstillGuard {

    /** Part of its shortest run time that a head may be left waiting for nothing better. */
    private static final double FOR_NOTHING = 0.25;

    /** Times its run time here and now that it may be left waiting for something better. */
    private static final double FOR_BETTER = 1;

    /** Nodes are nearly unused if more than this part of what they run could be added. */
    private static final double UNUSED = 0.25;

    private final CellState state;
    private long wakeUpAtMillis = Long.MAX_VALUE;

    StandstillGuard(CellState state) {
        this.state = state;
    }

    private record Place(Strategy strategy, NodeLedger node, long millis) {}

    /** When it wants to look again though nothing happened; {@link Long#MAX_VALUE} for never. */
    long wakeUpAtMillis() {
        return wakeUpAtMillis;
    }

    /** Looks at what the policy has left waiting. */
    void review(EngineRound round) {
        wakeUpAtMillis = Long.MAX_VALUE;
        boolean byRule = state.policy.waitsByRule();
        if (state.queue.size() == 0 || byRule && !standsStill()) {
            return;
        }
        Set<QueueGroup> served = new HashSet<>();
        round.placed().forEach(task -> served.add(task.group));
        List<QueueGroup> groups = new ArrayList<>(state.queue.groups());
        if (groups.size() > 1) {
            groups.sort((a, b) -> state.queue.compare(a.head(), b.head()));
        }
        boolean still = standsStill();
        for (QueueGroup group : groups) {
            review(group, served.contains(group), still, round);
        }
    }

    /** Nothing runs, and the policy will do nothing about it. */
    private boolean standsStill() {
        return state.holding == 0 && state.policy.wakeUpAtMillis() == Long.MAX_VALUE;
    }

    private void review(QueueGroup group, boolean served, boolean still, EngineRound round) {
        Place place = best(group.head(), round);
        if (place == null) {
            group.refused.pauses();
            return;
        }
        if (served && !nearlyUnused(group, place, round)) {
            group.refused.ends();
        }
        long refused = group.refused.goesOn(round.nowMillis());
        while (place != null) {
            long patience = patienceMillis(group.head(), place, still, round.nowMillis());
            if (refused < patience) {
                wakeUpAtMillis = Math.min(wakeUpAtMillis, round.nowMillis() + patience - refused);
                return;
            }
            round.force(group.head(), place.strategy, place.node, ForcedPlacement.STANDSTILL);
            place = group.size() == 0 ? null : best(group.head(), round);
        }
        group.refused.pauses();
    }

    /** Where a task would be done first of all places where it fits now, or null. */
    private Place best(LiveTask task, EngineRound round) {
        Place best = null;
        for (Strategy strategy : task.strategies().fastestFirst()) {
            FreeTimes times = state.forecasts.of(state.model, strategy);
            for (int i = 0; i < times.size(); i++) {
                if (times.millis(i) == FreeTimes.NOW
                        && round.fits(task, strategy, times.node(i), null)) {
                    long millis = millis(task, strategy, times.node(i));
                    if (best == null || millis < best.millis) {
                        best = new Place(strategy, times.node(i), millis);
                    }
                }
            }
        }
        return best;
    }

    private long millis(LiveTask task, Strategy strategy, NodeLedger node) {
        return state.model.transferMillis(task.submission(), node.cluster())
                + task.runtimeMillis(strategy, node);
    }

    private long patienceMillis(LiveTask task, Place place, boolean still, long nowMillis) {
        if (waitingPays(task, place, nowMillis)) {
            return Math.round(FOR_BETTER * place.millis);
        }
        long shortest = task.runtimeMillis(task.strategies().fastestFirst().get(0));
        return still ? 0 : Math.round(FOR_NOTHING * shortest);
    }

    /** True if what runs will make room for a way to be done sooner than in the place there is. */
    private boolean waitingPays(LiveTask task, Place place, long nowMillis) {
        for (Strategy strategy : task.strategies().fastestFirst()) {
            FreeTimes times = state.forecasts.of(state.model, strategy);
            for (int i = 0; i < times.size(); i++) {
                long at = times.millis(i);
                if (at != FreeTimes.NOW && at != FreeTimes.NEVER) {
                    long wait = FreeTimes.expected(at, nowMillis) - nowMillis;
                    if (wait + millis(task, strategy, times.node(i)) < place.millis) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** True if much more of the group could run beside what its nodes run now. */
    private boolean nearlyUnused(QueueGroup group, Place place, EngineRound round) {
        ResourceDemand demand = place.strategy.demand();
        long added = 0;
        long running = 0;
        FreeTimes times = state.forecasts.of(state.model, place.strategy);
        for (int i = 0; i < times.size(); i++) {
            NodeLedger node = times.node(i);
            running += node.holders();
            if (times.millis(i) == FreeTimes.NOW
                    && round.fits(group.head(), place.strategy, node, null)) {
                added = Math.min(group.size(), added + slots(node, demand));
            }
        }
        return added > UNUSED * running;
    }

    private static long slots(NodeLedger node, ResourceDemand demand) {
        long slots = Integer.MAX_VALUE;
        for (int i = 0; i < demand.size(); i++) {
            slots = Math.min(slots, node.free(demand.kind(i)) / demand.amount(i));
        }
        return node.devices() == null ? slots : node.devices().slots(demand, (int) slots);
    }
}
