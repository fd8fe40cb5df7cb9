package org.dsppo.policy.lab.baseline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.QueueCursor;
import org.dsppo.policy.placement.RunningTask;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.WaitingTask;
import org.dsppo.policy.resource.HeldDevices;
import org.dsppo.policy.resource.NodeRoom;

/**
 * In order of arrival with the fastest strategy that fits anywhere; the first task that fits
 * nowhere gets a reservation where it can start earliest by the running tasks' estimated ends, and
 * tasks behind it may start now if they do not delay that. EASY backfilling as in Mu'alem and
 * Feitelson, Utilization, predictability, workloads, and user runtime estimates, IEEE TPDS 2001.
 */
final class EasyBackfilling implements PlacementPolicy {

    private final String name;
    private final Candidates candidates;

    EasyBackfilling(String name, Candidates candidates) {
        this.name = name;
        this.candidates = candidates;
    }

    /**
     * The head's place in future.
     *
     * @param shadowMillis when it can start by estimate
     * @param spare what is free there then, less what the head takes; by device too
     */
    private record Reservation(NodeView node, long shadowMillis, NodeRoom spare) {}

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean waitsByRule() {
        return true;
    }

    @Override
    public void decide(PlacementRound round) {
        QueueCursor queue = round.queue();
        WaitingTask head = null;
        Reservation reservation = null;
        for (WaitingTask task = queue.next(); task != null; task = queue.next()) {
            boolean fits = fitsSomewhere(task, round);
            if (head != null && fits && reservation == null) {
                // Only now, as often nothing behind the head fits anyway.
                reservation = reserve(head, round);
            }
            Placement place = fits ? choose(task, reservation, round) : null;
            if (place != null) {
                take(task, place, reservation, round);
                round.assign(task, place.strategy(), place.node(), null, place.devices());
            } else if (!fits) {
                head = head == null ? task : head;
                queue.skipGroup();
            }
        }
    }

    private Placement choose(WaitingTask task, Reservation reservation, PlacementRound round) {
        for (Strategy strategy : candidates.strategies(task)) {
            for (NodeView node : candidates.nodes(round, strategy)) {
                if (round.fits(task, strategy, node)) {
                    Placement place = harmless(task, strategy, node, reservation, round);
                    if (place != null) {
                        return place;
                    }
                }
            }
        }
        return null;
    }

    private boolean fitsSomewhere(WaitingTask task, PlacementRound round) {
        for (Strategy strategy : candidates.strategies(task)) {
            if (round.firstFit(task, strategy) != null) {
                return true;
            }
        }
        return false;
    }

    /** A place that does not delay the head, null if there is none on the node. */
    private static Placement harmless(
            WaitingTask task,
            Strategy strategy,
            NodeView node,
            Reservation reservation,
            PlacementRound round) {
        if (reservation == null
                || reservation.node != node
                || endsBefore(reservation, task, strategy, round)) {
            return new Placement(strategy, node);
        }
        NodeRoom room = node.room(round.resources().size());
        room.leastOf(reservation.spare);
        HeldDevices devices = room.choose(strategy.demand());
        return devices == null ? null : new Placement(strategy, node, devices);
    }

    private static boolean endsBefore(
            Reservation reservation, WaitingTask task, Strategy strategy, PlacementRound round) {
        return round.nowMillis()
                        + round.transferMillis(task, reservation.node)
                        + task.runtimeMillis(strategy, reservation.node)
                <= reservation.shadowMillis;
    }

    /** A task that runs beyond the shadow time on the reserved node uses up what is spare. */
    private static void take(
            WaitingTask task, Placement place, Reservation reservation, PlacementRound round) {
        if (reservation != null
                && reservation.node == place.node()
                && !endsBefore(reservation, task, place.strategy(), round)) {
            reservation.spare.take(place.strategy().demand(), place.devices());
        }
    }

    /** The earliest place for a task that fits nowhere now; null if no end of a task makes room. */
    private Reservation reserve(WaitingTask task, PlacementRound round) {
        Map<Integer, List<RunningTask>> running = new HashMap<>();
        for (RunningTask attempt : round.running()) {
            running.computeIfAbsent(attempt.node().index(), node -> new ArrayList<>()).add(attempt);
        }
        running.values()
                .forEach(
                        ends ->
                                ends.sort(
                                        Comparator.comparingLong(RunningTask::expectedEndMillis)));
        Reservation earliest = null;
        for (Strategy strategy : candidates.strategies(task)) {
            for (NodeView node : candidates.nodes(round, strategy)) {
                List<RunningTask> ends = running.get(node.index());
                if (ends != null && node.schedulable()) {
                    Reservation found = reserve(strategy, node, ends, round);
                    if (found != null
                            && (earliest == null || found.shadowMillis < earliest.shadowMillis)) {
                        earliest = found;
                    }
                }
            }
        }
        return earliest;
    }

    private static Reservation reserve(
            Strategy strategy, NodeView node, List<RunningTask> ends, PlacementRound round) {
        NodeRoom room = node.room(round.resources().size());
        for (RunningTask ending : ends) {
            room.give(ending.demand(), ending.devices());
            HeldDevices devices = room.choose(strategy.demand());
            if (devices != null) {
                // What is overdue may end any moment.
                long shadow = Math.max(ending.expectedEndMillis(), round.nowMillis() + 1);
                room.take(strategy.demand(), devices);
                return new Reservation(node, shadow, room);
            }
        }
        return null;
    }
}
