package org.dsppo.policy.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.resource.HeldDevices;
import org.dsppo.policy.resource.ResourceDemand;

/**
 * Places kept for heads of the queue that fit nowhere: without them small tasks in endless
 * succession keep a large one from ever finding room. A head gets one if it ranks before others by
 * its aged priority, or has waited long against its run time: where it can start first by the known
 * ends of what runs. Those that rank behind it go there only if they end before that start or fit
 * beside it. When the start has come, the task is placed there unless the policy has placed it
 * elsewhere.
 *
 * <p>Worked out anew every round from what waits and runs; nothing of it is stored. Since nothing
 * that was let in delays a start, it comes no later the next time. Only that a head had one is
 * remembered from one round to the next: a head that has always fitted is the policy's to place.
 */
final class Reservations {

    private final CellState state;
    private final List<Reservation> made = new ArrayList<>();
    private final List<LiveTask> promised = new ArrayList<>();
    private long nowMillis;

    Reservations(CellState state) {
        this.state = state;
    }

    /** Works them out for a round. */
    void make(long nowMillis) {
        this.nowMillis = nowMillis;
        promised.clear();
        made.forEach(reservation -> promised.add(reservation.task));
        made.clear();
        if (state.options.reservationCount() == 0) {
            return;
        }
        List<LiveTask> heads = heads();
        for (int i = 0; i < heads.size(); i++) {
            if (made.size() == state.options.reservationCount()) {
                return;
            }
            LiveTask head = heads.get(i);
            if (!fitsNow(head)) {
                reserve(head);
            } else if (promised.contains(head)) {
                keep(head);
            }
        }
    }

    /** Heads that may get a reservation, in scheduling order. */
    private List<LiveTask> heads() {
        Collection<QueueGroup> groups = state.queue.groups();
        long lowest = Long.MAX_VALUE;
        for (QueueGroup group : groups) {
            lowest = Math.min(lowest, state.queue.agedPriority(group.leastAged(), nowMillis));
        }
        List<LiveTask> heads = new ArrayList<>(0);
        for (QueueGroup group : groups) {
            LiveTask head = group.head();
            if (state.queue.agedPriority(head, nowMillis) > lowest || isOverdue(head)) {
                heads.add(head);
            }
        }
        if (heads.size() > 1) {
            heads.sort(state.queue::compare);
        }
        return heads;
    }

    private boolean isOverdue(LiveTask head) {
        long shortest = head.runtimeMillis(head.strategies().fastestFirst().get(0));
        return nowMillis - head.receivedAtMillis > state.options.reservationAfter() * shortest;
    }

    private boolean fitsNow(LiveTask head) {
        for (Strategy strategy : head.strategies().listed()) {
            if (nodeNow(head, strategy) != null) {
                return true;
            }
        }
        return false;
    }

    /** The first node with room that is not kept for another, or null. */
    private NodeLedger nodeNow(LiveTask head, Strategy strategy) {
        FreeTimes times = state.forecasts.of(state.model, strategy);
        for (int i = 0; i < times.size(); i++) {
            if (times.millis(i) == FreeTimes.NOW && allow(head, strategy, times.node(i), null)) {
                return times.node(i);
            }
        }
        return null;
    }

    /** The place where a head can start first that fits nowhere; of equals the fastest. */
    private void reserve(LiveTask head) {
        Strategy best = null;
        NodeLedger node = null;
        long start = FreeTimes.NEVER;
        long ended = 0;
        for (Strategy strategy : head.strategies().fastestFirst()) {
            FreeTimes times = state.forecasts.of(state.model, strategy);
            for (int i = 0; i < times.size(); i++) {
                long at = times.millis(i);
                if (at == FreeTimes.NEVER || at == FreeTimes.NOW) {
                    continue;
                }
                long expected = FreeTimes.expected(at, nowMillis);
                if (expected < start && of(times.node(i)) == null) {
                    best = strategy;
                    node = times.node(i);
                    start = expected;
                    ended = at;
                }
            }
        }
        if (best != null) {
            add(head, best, node, start, ended);
        }
    }

    /** The start of a head that was promised one has come. */
    private void keep(LiveTask head) {
        for (Strategy strategy : head.strategies().fastestFirst()) {
            NodeLedger node = nodeNow(head, strategy);
            if (node != null && of(node) == null) {
                add(head, strategy, node, nowMillis, Long.MIN_VALUE);
                return;
            }
        }
    }

    private void add(LiveTask head, Strategy strategy, NodeLedger node, long start, long ended) {
        made.add(
                new Reservation(
                        head,
                        strategy,
                        node,
                        isOverdue(head),
                        start,
                        ended,
                        state.model.space().size()));
    }

    /** The reservation on a node, or null. There is at most one. */
    private Reservation of(NodeLedger node) {
        for (int i = 0; i < made.size(); i++) {
            if (made.get(i).node == node) {
                return made.get(i);
            }
        }
        return null;
    }

    /** The reservation of a task as of the latest round, or null. */
    Reservation of(LiveTask task) {
        for (int i = 0; i < made.size(); i++) {
            if (made.get(i).task == task) {
                return made.get(i);
            }
        }
        return null;
    }

    /** The one that keeps any of a task's nodes with room from it, or null. */
    Reservation standingAgainst(LiveTask task) {
        for (Reservation reservation : made) {
            for (Strategy strategy : task.strategies().listed()) {
                if (reservation.node.fits(strategy.demand())
                        && strategy.selects(reservation.node.labels())
                        && !allow(task, strategy, reservation.node, null)) {
                    return reservation;
                }
            }
        }
        return null;
    }

    /** Places the tasks whose start has come and that the policy has left waiting. */
    void startDue(EngineRound round) {
        if (made.isEmpty()) {
            return;
        }
        for (Reservation due : List.copyOf(made)) {
            if (due.task.waiting() && round.fits(due.task, due.strategy, due.node, null)) {
                round.force(due.task, due.strategy, due.node, ForcedPlacement.RESERVED);
            }
        }
    }

    /** Forgets all, as nodes and strategies are other objects from now on. */
    void clear() {
        made.clear();
    }

    /** True if a task that fits on a node delays nobody for whom the node is kept. */
    boolean allow(LiveTask task, Strategy strategy, NodeLedger node, Double share) {
        if (made.isEmpty()) {
            return true;
        }
        Reservation reservation = of(node);
        return reservation == null
                || reservation.task == task
                || !binds(reservation, task)
                || endMillis(task, strategy, node, share) <= reservation.startMillis
                || leavesRoom(reservation, node, strategy.demandAt(share));
    }

    /** True if a demand fits beside what is kept, on devices that are free both now and then. */
    private boolean leavesRoom(Reservation reservation, NodeLedger node, ResourceDemand demand) {
        return reservation.spare().has(demand)
                && (node.devices() == null
                        || !node.fits(demand)
                        || beside(reservation, node, demand) != null);
    }

    private HeldDevices beside(Reservation reservation, NodeLedger node, ResourceDemand demand) {
        return reservation.spare().chosenBeside(node, state.model.space().size(), demand);
    }

    /**
     * The devices that a task gets which is about to be placed: the chosen ones, or those that fit
     * best, unless others have to be left to whom the node is kept for.
     *
     * @param chosen by the policy, or null
     */
    HeldDevices devices(
            LiveTask task, Strategy strategy, NodeLedger node, Double share, HeldDevices chosen) {
        ResourceDemand demand = strategy.demandAt(share);
        HeldDevices wanted =
                chosen == null || node.devices() == null ? node.choose(demand) : chosen;
        Reservation reservation = made.isEmpty() || node.devices() == null ? null : of(node);
        if (reservation == null
                || reservation.task == task
                || !binds(reservation, task)
                || endMillis(task, strategy, node, share) <= reservation.startMillis
                || reservation.spare().has(demand, wanted)) {
            return wanted;
        }
        return beside(reservation, node, demand);
    }

    private boolean binds(Reservation reservation, LiveTask task) {
        long reserved = state.queue.agedPriority(reservation.task, nowMillis);
        long other = state.queue.agedPriority(task, nowMillis);
        return other < reserved
                || other == reserved
                        && reservation.overdue
                        && state.queue.compare(reservation.task, task) < 0;
    }

    private long endMillis(LiveTask task, Strategy strategy, NodeLedger node, Double share) {
        double runtime = node.runtimeMillis(strategy, task.runtimeScale(), share);
        return nowMillis
                + state.model.transferMillis(task.submission(), node.cluster())
                + (long) Math.ceil(runtime);
    }

    /** A task has been placed: it uses up what is spare, or needs its own reservation no more. */
    void placed(LiveTask task, Strategy strategy, NodeLedger node, Double share) {
        if (made.isEmpty()) {
            return;
        }
        made.removeIf(reservation -> reservation.task == task);
        Reservation reservation = of(node);
        if (reservation == null) {
            return;
        }
        if (!binds(reservation, task)) {
            // One that ranks before it: it gets another place, if there is any, in the next round.
            made.remove(reservation);
            reserve(reservation.task);
        } else if (endMillis(task, strategy, node, share) > reservation.startMillis) {
            reservation.spare().take(task.demand(), task.devices());
        }
    }
}
