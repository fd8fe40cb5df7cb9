package org.dsppo.policy.lab.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dsppo.policy.lab.baseline.MaxMinAllocation.Way;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.TaskGroup;
import org.dsppo.policy.placement.WaitingTask;

/**
 * Max-min fairness over task classes: a linear program says how many tasks of a class should run
 * each way, and whichever way has received least of what it should gets the next task. The
 * heterogeneity-aware policy of Narayanan et al., Heterogeneity-Aware Cluster Scheduling Policies
 * for Deep Learning Workloads (Gavel), OSDI 2020, with a class in place of a job.
 *
 * <p>Solved again at most once a second, when the mix of classes or the nodes in service changed.
 * Groups that the last program did not know, or beyond the largest few, are placed greedily.
 */
final class GavelMaxMin implements PlacementPolicy {

    private static final long ROUND_MILLIS = 1000;
    private static final int LARGEST_GROUPS = 24;

    /** What was received counts half after this time. */
    private static final double HALF_LIFE_MILLIS = 60_000;

    private static final Comparator<Claim> MOST_URGENT =
            Comparator.comparingInt((Claim claim) -> -claim.way.group().priority())
                    .thenComparingDouble(claim -> -claim.urgency)
                    .thenComparingInt(claim -> claim.way.strategy().ordinal())
                    .thenComparingInt(claim -> claim.way.type());

    private final String name;
    private final Candidates candidates;
    private final PlacementRule greedy;
    private final Map<Way, Double> receivedSeconds = new HashMap<>();
    private Map<Way, Double> allocation = Map.of();
    private Object nodesSeen;
    private Object mix;
    private boolean mixChanged;
    private long solvedAtMillis = Long.MIN_VALUE / 2;

    GavelMaxMin(String name, Candidates candidates) {
        this.name = name;
        this.candidates = candidates;
        this.greedy = new FastestFit(candidates);
    }

    private record Claim(Way way, double urgency) {}

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
        return mixChanged ? solvedAtMillis + ROUND_MILLIS : Long.MAX_VALUE;
    }

    @Override
    public void decide(PlacementRound round) {
        if (nodesSeen != round.nodes()) {
            // Groups and strategies are new objects after the cell was compiled anew.
            nodesSeen = round.nodes();
            allocation = Map.of();
            receivedSeconds.clear();
            mix = null;
        }
        List<TaskGroup> largest = largestGroups(round);
        Map<Integer, long[]> capacity = capacityByType(round);
        Object present = mixOf(largest, capacity);
        mixChanged = !present.equals(mix);
        if (mixChanged && round.nowMillis() >= solvedAtMillis + ROUND_MILLIS) {
            solve(largest, capacity, round);
            mix = present;
            mixChanged = false;
        }
        boolean placed = placeAllocated(round);
        placed |= placeOthers(round);
        if (!placed && round.idle()) {
            // The program's places are out of reach and nothing would end the wait.
            for (TaskGroup group : round.groups()) {
                placeGreedily(group, round);
            }
        }
    }

    private static List<TaskGroup> largestGroups(PlacementRound round) {
        List<TaskGroup> groups = new ArrayList<>(round.groups());
        if (groups.size() > LARGEST_GROUPS) {
            groups.sort(Comparator.comparingInt((TaskGroup group) -> -group.size()));
            return groups.subList(0, LARGEST_GROUPS);
        }
        return groups;
    }

    private static Map<Integer, long[]> capacityByType(PlacementRound round) {
        Map<Integer, long[]> capacity = new TreeMap<>();
        int kinds = round.resources().size();
        for (NodeView node : round.nodes()) {
            if (node.schedulable()) {
                long[] sum = capacity.computeIfAbsent(node.type(), type -> new long[kinds]);
                for (int kind = 0; kind < kinds; kind++) {
                    sum[kind] += node.capacity(kind);
                }
            }
        }
        return capacity;
    }

    /** Groups with their sizes to a power of two, and what there is of nodes. */
    private static Object mixOf(List<TaskGroup> groups, Map<Integer, long[]> capacity) {
        Map<TaskGroup, Integer> sizes = new HashMap<>();
        groups.forEach(group -> sizes.put(group, Integer.highestOneBit(group.size())));
        Map<Integer, List<Long>> amounts = new TreeMap<>();
        capacity.forEach(
                (type, vector) -> amounts.put(type, Arrays.stream(vector).boxed().toList()));
        return List.of(sizes, amounts);
    }

    private void solve(
            List<TaskGroup> groups, Map<Integer, long[]> capacity, PlacementRound round) {
        MaxMinAllocation program = new MaxMinAllocation(capacity);
        for (TaskGroup group : groups) {
            List<Strategy> strategies = candidates.strategies(group.head());
            double shortest = strategies.get(0).runtimeMillis();
            for (Strategy strategy : strategies) {
                for (int type : typesOf(strategy, round)) {
                    double speed = shortest / strategy.runtimeMillis();
                    program.add(new Way(group, strategy, type, speed), group.size());
                }
            }
        }
        allocation = program.solve();
        double kept = Math.pow(0.5, (round.nowMillis() - solvedAtMillis) / HALF_LIFE_MILLIS);
        receivedSeconds.replaceAll((way, seconds) -> seconds * kept);
        receivedSeconds.values().removeIf(seconds -> seconds < 0.01);
        solvedAtMillis = round.nowMillis();
    }

    private static Set<Integer> typesOf(Strategy strategy, PlacementRound round) {
        Set<Integer> types = new TreeSet<>();
        for (NodeView node : round.eligibleNodes(strategy)) {
            if (node.schedulable()) {
                types.add(node.type());
            }
        }
        return types;
    }

    private boolean placeAllocated(PlacementRound round) {
        PriorityQueue<Claim> claims = new PriorityQueue<>(MOST_URGENT);
        for (Way way : allocation.keySet()) {
            if (way.group().size() > 0) {
                claims.add(claim(way));
            }
        }
        boolean placed = false;
        while (!claims.isEmpty()) {
            Way way = claims.poll().way;
            NodeView node = way.group().size() > 0 ? room(way, round) : null;
            if (node != null) {
                WaitingTask task = way.group().head();
                receivedSeconds.merge(
                        way, task.runtimeMillis(way.strategy(), node) / 1000.0, Double::sum);
                round.assign(task, way.strategy(), node);
                placed = true;
                claims.add(claim(way));
            }
        }
        return placed;
    }

    private Claim claim(Way way) {
        double received = receivedSeconds.getOrDefault(way, 0.0);
        return new Claim(way, allocation.get(way) / (received + 1));
    }

    private NodeView room(Way way, PlacementRound round) {
        WaitingTask task = way.group().head();
        for (NodeView node : candidates.nodes(round, way.strategy())) {
            if (node.type() == way.type() && round.fits(task, way.strategy(), node)) {
                return node;
            }
        }
        return null;
    }

    private boolean placeOthers(PlacementRound round) {
        Set<TaskGroup> known = new HashSet<>();
        allocation.keySet().forEach(way -> known.add(way.group()));
        boolean placed = false;
        for (TaskGroup group : round.groups()) {
            if (!known.contains(group)) {
                placed |= placeGreedily(group, round);
            }
        }
        return placed;
    }

    private boolean placeGreedily(TaskGroup group, PlacementRound round) {
        boolean placed = false;
        while (group.size() > 0) {
            WaitingTask task = group.head();
            Placement place = greedy.choose(task, round);
            if (place == null) {
                return placed;
            }
            round.assign(task, place.strategy(), place.node(), null, place.devices());
            placed = true;
        }
        return placed;
    }
}
