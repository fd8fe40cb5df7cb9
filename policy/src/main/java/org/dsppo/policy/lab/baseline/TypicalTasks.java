package org.dsppo.policy.lab.baseline;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.StrategySet;
import org.dsppo.policy.placement.WaitingTask;
import org.dsppo.policy.resource.HeldDevices;
import org.dsppo.policy.resource.NodeRoom;
import org.dsppo.policy.resource.ResourceDemand;

/**
 * The kinds of tasks seen so far with their frequency, and how much of a node they could not use.
 * With the devices of a node pooled, a task that fits can use all that is idle of the kinds it
 * demands, and one that does not fit nothing. In a cell without devices every kind counts.
 */
final class TypicalTasks {

    /** Only so many kinds of tasks are looked at, the most frequent. */
    private static final int KINDS_OF_TASKS = 16;

    /** Frequencies are halved, and what is rare forgotten, when more kinds have been seen. */
    private static final int REMEMBERED = 1000;

    private static final Comparator<Seen> MOST_FREQUENT =
            Comparator.comparingLong((Seen kind) -> -kind.count)
                    .thenComparingLong(kind -> kind.order);

    private final Candidates candidates;
    private final Map<StrategySet, Seen> seen = new IdentityHashMap<>();
    private List<Seen> frequent = List.of();
    private Object nodesSeen;
    private double[] weights;
    private long order;

    TypicalTasks(Candidates candidates) {
        this.candidates = candidates;
    }

    private record Way(ResourceDemand demand, BitSet nodes) {}

    private static final class Seen {
        final List<Way> ways = new ArrayList<>();
        final long order;
        long count;

        Seen(long order) {
            this.order = order;
        }
    }

    /** Counts the arrivals of a round; call once per round. */
    void observe(PlacementRound round) {
        if (nodesSeen != round.nodes()) {
            nodesSeen = round.nodes();
            seen.clear();
            weights = weights(round);
        }
        List<? extends WaitingTask> arrivals = round.arrivals();
        if (arrivals.isEmpty()) {
            return;
        }
        for (WaitingTask task : arrivals) {
            seen.computeIfAbsent(task.strategies(), set -> compile(task, round)).count++;
        }
        if (seen.size() > REMEMBERED) {
            seen.values().forEach(kind -> kind.count /= 2);
            seen.values().removeIf(kind -> kind.count == 0);
        }
        frequent = seen.values().stream().sorted(MOST_FREQUENT).limit(KINDS_OF_TASKS).toList();
    }

    private Seen compile(WaitingTask task, PlacementRound round) {
        Seen kind = new Seen(order++);
        for (Strategy strategy : candidates.strategies(task)) {
            BitSet nodes = new BitSet();
            round.eligibleNodes(strategy).forEach(node -> nodes.set(node.index()));
            kind.ways.add(new Way(strategy.demand(), nodes));
        }
        return kind;
    }

    /** One over the cell's capacity for kinds that count, 0 for others. */
    private static double[] weights(PlacementRound round) {
        double[] totals = TaskSize.totals(round);
        boolean devices = false;
        for (int kind = 0; kind < totals.length; kind++) {
            devices |= totals[kind] > 0 && round.countsDevices(kind);
        }
        double[] weights = new double[totals.length];
        for (int kind = 0; kind < totals.length; kind++) {
            boolean counts = totals[kind] > 0 && (!devices || round.countsDevices(kind));
            weights[kind] = counts ? 1 / totals[kind] : 0;
        }
        return weights;
    }

    /** The fragmentation of a node as it is: what typical tasks could not use, as in the mean. */
    double fragmentation(NodeView node) {
        return fragmentation(node.index(), node.room(weights.length));
    }

    /**
     * By how much a placement would raise the node's fragmentation: the mean over the typical tasks
     * of what they could not use there, as a share of the cell.
     */
    double fragmentationAdded(
            NodeView node, ResourceDemand demand, HeldDevices devices, double before) {
        NodeRoom room = node.room(weights.length);
        room.take(demand, devices);
        return fragmentation(node.index(), room) - before;
    }

    private double fragmentation(int node, NodeRoom room) {
        double sum = 0;
        long count = 0;
        for (Seen kind : frequent) {
            sum += kind.count * unusable(kind, node, room);
            count += kind.count;
        }
        return count == 0 ? 0 : sum / count;
    }

    /**
     * What a task could not use of a node: all that is idle of a kind if the node cannot host it;
     * else, where devices are shared singly, those of too little room.
     */
    private double unusable(Seen task, int node, NodeRoom room) {
        double sum = 0;
        for (int kind = 0; kind < weights.length; kind++) {
            if (weights[kind] > 0 && room.free(kind) > 0) {
                List<ResourceDemand> hosted = hosted(task, node, kind, room);
                boolean single = room.devices() != null && room.devices().counts(kind);
                if (single) {
                    sum += room.devices().stranded(kind, hosted) * weights[kind];
                } else if (hosted.isEmpty()) {
                    sum += room.free(kind) * weights[kind];
                }
            }
        }
        return sum;
    }

    /** Ways to run a task with some of a kind that the node has room for. */
    private static List<ResourceDemand> hosted(Seen task, int node, int kind, NodeRoom room) {
        List<ResourceDemand> hosted = new ArrayList<>(task.ways.size());
        for (Way way : task.ways) {
            if (way.demand.amountOf(kind) > 0 && way.nodes.get(node) && room.fits(way.demand)) {
                hosted.add(way.demand);
            }
        }
        return hosted;
    }
}
