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
        FluidLoad load = new FluidLoad(nodes);
        Map<String, List<Map<Resource, Double>>> options = new HashMap<>();
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
        return load.busyMillis.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    /** For each strategy and pool, for how long one task keeps each resource busy. */
    private List<Map<Resource, Double>> options(List<ExecutionStrategy> strategies) {
        List<Map<Resource, Double>> options = new ArrayList<>();
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
                            options.add(busy);
                        }
                    });
        }
        return options;
    }

    private static boolean runs(NodeSpec node, ExecutionStrategy strategy) {
        return node.labels().entrySet().containsAll(strategy.nodeSelector().entrySet())
                && SiteDraft.fits(node, strategy.demand());
    }

    private void add(List<Map<Resource, Double>> options, double work) {
        Map<Resource, Double> chosen = null;
        double least = Double.POSITIVE_INFINITY;
        for (Map<Resource, Double> option : options) {
            double busiest = 0;
            for (Map.Entry<Resource, Double> each : option.entrySet()) {
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
            chosen.forEach(
                    (resource, busy) -> busyMillis.merge(resource, work * busy, Double::sum));
        }
    }
}
