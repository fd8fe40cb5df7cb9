package org.dsppo.policy.learned.features;

import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.placement.NodeChanges;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.StrategySet;
import org.dsppo.policy.placement.TaskGroup;
import org.dsppo.policy.placement.WaitingTask;
import org.dsppo.policy.resource.ResourceDemand;

/**
 * Goes through a round as the paper does: task by task in the order of the queue, each gets a node
 * and a strategy or is left waiting until the next round, and with it the others of its class,
 * which have the same choices. A task that fits nowhere is no decision.
 *
 * <p>Amounts are parts of the largest node's, times are relative to the mean of the classes'
 * shortest run times, so that units do not matter.
 */
public final class PaperReader {

    private static final double AGE_SCALE = 0.3;

    private final List<TaskGroup> open = new ArrayList<>();
    private final List<NodeView> looks = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private PlacementRound round;
    private NodeChanges compiled;
    private int[] slots = new int[0];
    private double[] perUnit = new double[0];
    private double meanRuntime;
    private WaitingTask task;

    private record Place(Strategy strategy, int look) {}

    /** Begins a round. */
    public void begin(PlacementRound next) {
        round = next;
        if (compiled != round.changes()) {
            compiled = round.changes();
            compile();
        }
        open.clear();
        open.addAll(round.groups());
    }

    private void compile() {
        int kinds = round.resources().size();
        slots = new int[kinds];
        perUnit = new double[kinds];
        for (int kind = 0; kind < kinds; kind++) {
            slots[kind] = PaperResource.named(round.resources().name(kind)).ordinal();
            long largest = 1;
            for (NodeView node : round.nodes()) {
                largest = Math.max(largest, node.capacity(kind));
            }
            perUnit[kind] = 1.0 / largest;
        }
        meanRuntime =
                round.classes().stream()
                        .mapToLong(StrategySet::shortestRuntimeMillis)
                        .average()
                        .orElse(1);
    }

    /** What there is to decide next; null if nothing is left in this round. */
    public PaperInput next() {
        while (true) {
            open.removeIf(group -> group.head() == null);
            TaskGroup first = open.stream().min(byOrder()).orElse(null);
            if (first == null) {
                return null;
            }
            task = first.head();
            float[] nodeCounts = look();
            findPlaces();
            if (!places.isEmpty()) {
                return input(first, nodeCounts);
            }
            open.remove(first);
        }
    }

    private Comparator<TaskGroup> byOrder() {
        return Comparator.<TaskGroup>comparingLong(group -> -round.agedPriority(group.head()))
                .thenComparingLong(group -> group.head().submittedAtMillis())
                .thenComparing(group -> group.head().taskId());
    }

    /** Finds the looks of the nodes; gives how many nodes have each. */
    private float[] look() {
        looks.clear();
        Map<LongBuffer, Integer> known = new HashMap<>();
        List<? extends NodeView> nodes = round.nodes();
        float[] counts = new float[nodes.size()];
        for (NodeView node : nodes) {
            if (node.schedulable()) {
                int row = known.computeIfAbsent(key(node), key -> looks.size());
                if (row == looks.size()) {
                    looks.add(node);
                }
                counts[row]++;
            }
        }
        return Arrays.copyOf(counts, looks.size());
    }

    /** Nodes whose devices are shared singly may differ in what fits, so each is a look. */
    private LongBuffer key(NodeView node) {
        long[] key = new long[slots.length + 2];
        for (int kind = 0; kind < slots.length; kind++) {
            key[kind] = node.free(kind);
        }
        key[slots.length] = node.type();
        key[slots.length + 1] = node.devices() == null ? -1 : node.index();
        return LongBuffer.wrap(key);
    }

    private void findPlaces() {
        places.clear();
        for (Strategy strategy : task.strategies().listed()) {
            for (int look = 0; look < looks.size(); look++) {
                NodeView node = looks.get(look);
                if (strategy.selects(node.labels()) && round.fits(task, strategy, node)) {
                    places.add(new Place(strategy, look));
                }
            }
        }
    }

    private PaperInput input(TaskGroup first, float[] nodeCounts) {
        List<? extends TaskGroup> waiting =
                round.groups().stream().filter(group -> group.head() != null).toList();
        float[] tasks = new float[waiting.size() * PaperInput.TASK];
        float[] taskCounts = new float[waiting.size()];
        for (int row = 0; row < taskCounts.length; row++) {
            taskCounts[row] = waiting.get(row).size();
            describe(waiting.get(row), tasks, row * PaperInput.TASK);
        }
        float[] nodes = new float[looks.size() * PaperInput.NODE];
        for (int row = 0; row < looks.size(); row++) {
            describe(looks.get(row), nodes, row * PaperInput.NODE);
        }
        float[] choices = new float[places.size() * PaperInput.CHOICE];
        for (int row = 0; row < places.size(); row++) {
            describe(places.get(row), choices, row * PaperInput.CHOICE);
        }
        return new PaperInput(
                nodes,
                nodeCounts,
                tasks,
                taskCounts,
                waiting.indexOf(first),
                places.stream().mapToInt(Place::look).toArray(),
                choices,
                !round.idle());
    }

    private void describe(NodeView node, float[] into, int from) {
        for (int kind = 0; kind < slots.length; kind++) {
            into[from + slots[kind]] += (float) (perUnit[kind] * node.free(kind));
            into[from + PaperResource.COUNT + slots[kind]] +=
                    (float) (perUnit[kind] * node.capacity(kind));
        }
        into[from + PaperInput.NODE - 1] = Logarithm.ln(1 + node.holders());
    }

    private void describe(TaskGroup group, float[] into, int from) {
        List<Strategy> fastestFirst = group.strategies().fastestFirst();
        Strategy fastest = fastestFirst.get(0);
        Strategy slowest = fastestFirst.get(fastestFirst.size() - 1);
        demand(fastest.demand(), into, from);
        double runtime = fastest.runtimeMillis() * group.head().runtimeScale();
        double age = round.nowMillis() - group.head().submittedAtMillis();
        int at = from + PaperResource.COUNT;
        into[at] = Logarithm.ln(runtime / meanRuntime);
        into[at + 1] = Logarithm.ln((double) slowest.runtimeMillis() / fastest.runtimeMillis());
        into[at + 2] = Logarithm.ln(1 + AGE_SCALE * Math.max(0, age) / meanRuntime);
        into[at + 3] = Logarithm.ln(fastestFirst.size());
    }

    private void describe(Place place, float[] into, int from) {
        demand(place.strategy.demand(), into, from);
        NodeView node = looks.get(place.look);
        double runtime = node.runtimeMillis(place.strategy, task.runtimeScale(), null);
        double shortest = task.strategies().shortestRuntimeMillis() * task.runtimeScale();
        int at = from + PaperResource.COUNT;
        into[at] = Logarithm.ln(runtime / shortest);
        into[at + 1] = Logarithm.ln(runtime / meanRuntime);
        into[at + 2] = Logarithm.ln(1 + round.transferMillis(task, node) / meanRuntime);
    }

    private void demand(ResourceDemand demand, float[] into, int from) {
        for (int i = 0; i < demand.size(); i++) {
            int kind = demand.kind(i);
            into[from + slots[kind]] += (float) (perUnit[kind] * demand.amount(i));
        }
    }

    /**
     * Does what was decided on the latest {@link #next}.
     *
     * @param action a choice, or as many as there are choices for leaving the task waiting
     */
    public void choose(int action) {
        if (action == places.size()) {
            open.remove(task.group());
        } else {
            round.assign(task, strategy(action), node(action));
        }
    }

    /** The task of the latest {@link #next}. */
    public WaitingTask task() {
        return task;
    }

    /** Node of a choice. */
    public NodeView node(int choice) {
        return looks.get(places.get(choice).look);
    }

    /** Strategy of a choice. */
    public Strategy strategy(int choice) {
        return places.get(choice).strategy;
    }
}
