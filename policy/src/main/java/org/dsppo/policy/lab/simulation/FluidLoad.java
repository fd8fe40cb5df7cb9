package org.dsppo.policy.lab.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;

/**
 * For how long a workload keeps the busiest resource of a site busy, if tasks could be divided at
 * will and spread well: an estimate of the makespan's linear program, by giving small parts of each
 * class's work, the least flexible classes first, to whatever is least busy afterwards. Nodes of
 * one cluster and capacity are one pool.
 */
public final class FluidLoad {

    private static final int PARTS = 10;

    private record Pool(String cluster, Map<String, Double> capacity) {}

    private record Resource(Pool pool, String kind) {}

    private final Map<Pool, List<NodeSpec>> pools = new LinkedHashMap<>();
    private final Map<Resource, Double> busyMillis = new HashMap<>();
    private double runMillis;

    /**
     * A way to run a task.
     *
     * @param busy for how long one task keeps each resource busy
     */
    private record Way(double runMillis, Map<Resource, Double> busy) {}

    private FluidLoad(List<NodeSpec> nodes) {
        for (NodeSpec node : nodes) {
            pools.computeIfAbsent(
                            new Pool(node.cluster(), node.capacity()), pool -> new ArrayList<>())
                    .add(node);
        }
    }

    /**
     * @param classes ways to run each class
     * @param work run times of each class's tasks together, in run times of its strategies
     */
    public static double bottleneckMillis(
            List<NodeSpec> nodes,
            Map<String, List<ExecutionStrategy>> classes,
            Map<String, Double> work) {
        return of(nodes, classes, work).bottleneckMillis();
    }

    /**
     * How many tasks run at a time while the bottleneck is busy; 0 if there is no work.
     *
     * @param classes ways to run each class
     * @param work run times of each class's tasks together, in run times of its strategies
     */
    public static double tasksAtATime(
            List<NodeSpec> nodes,
            Map<String, List<ExecutionStrategy>> classes,
            Map<String, Double> work) {
        FluidLoad load = of(nodes, classes, work);
        double bottleneck = load.bottleneckMillis();
        return bottleneck > 0 ? load.runMillis / bottleneck : 0;
    }

    private static FluidLoad of(
            List<NodeSpec> nodes,
            Map<String, List<ExecutionStrategy>> classes,
            Map<String, Double> work) {
        FluidLoad load = new FluidLoad(nodes);
        Map<String, List<Way>> options = new HashMap<>();
        work.keySet().forEach(each -> options.put(each, load.options(classes.get(each))));
        List<String> leastFlexibleFirst = new ArrayList<>(work.keySet());
        leastFlexibleFirst.sort(
                Comparator.<String>comparingInt(each -> options.get(each).size())
                        .thenComparing(Comparator.naturalOrder()));
        for (String each : leastFlexibleFirst) {
            for (int part = 0; part < PARTS; part++) {
                load.add(options.get(each), work.get(each) / PARTS);
            }
        }
        return load;
    }

    private double bottleneckMillis() {
        return busyMillis.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    /** One for each strategy and pool. */
    private List<Way> options(List<ExecutionStrategy> strategies) {
        List<Way> options = new ArrayList<>();
        for (ExecutionStrategy strategy : strategies) {
            pools.forEach(
                    (pool, nodes) -> {
                        if (runs(nodes.get(0), strategy)) {
                            Map<Resource, Double> busy = new HashMap<>();
                            strategy.demand().entrySet().stream()
                                    .filter(each -> each.getValue() > 0)
                                    .forEach(
                                            each ->
                                                    busy.put(
                                                            new Resource(pool, each.getKey()),
                                                            strategy.runtimeMillis()
                                                                    * each.getValue()
                                                                    / nodes.get(0)
                                                                            .capacity()
                                                                            .get(each.getKey())
                                                                    / nodes.size()));
                            options.add(new Way(strategy.runtimeMillis(), busy));
                        }
                    });
        }
        return options;
    }

    private static boolean runs(NodeSpec node, ExecutionStrategy strategy) {
        return node.labels().entrySet().containsAll(strategy.nodeSelector().entrySet())
                && SiteDraft.fits(node, strategy.demand());
    }

    private void add(List<Way> options, double work) {
        Way chosen = null;
        double least = Double.POSITIVE_INFINITY;
        for (Way option : options) {
            double busiest = 0;
            for (Map.Entry<Resource, Double> each : option.busy.entrySet()) {
                busiest =
                        Math.max(
                                busiest,
                                busyMillis.getOrDefault(each.getKey(), 0.0)
                                        + work * each.getValue());
            }
            if (busiest < least) {
                least = busiest;
                chosen = option;
            }
        }
        if (chosen != null) {
            runMillis += work * chosen.runMillis;
            chosen.busy.forEach(
                    (resource, busy) -> busyMillis.merge(resource, work * busy, Double::sum));
        }
    }
}
