package org.dsppo.policy.lab.sites;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.task.TaskMessage;

/**
 * The least time in which nodes can do a workload, proved by prices: whatever weights w resources
 * have, Σw = 1, a class's work takes at least the weighted mean of its use of them by its cheapest
 * way, and all of them together cannot be busy for longer than the busiest is. Weights are found by
 * raising those of what is used most.
 */
final class PricedLoad {

    private static final int ROUNDS = 3000;

    private PricedLoad() {}

    static double leastSeconds(Workload workload) {
        Map<String, Double> work = new HashMap<>();
        for (TaskMessage message : workload.tasks()) {
            work.merge(
                    message.submitted().taskClass(),
                    message.submitted().runtimeScale(),
                    Double::sum);
        }
        Map<String, Integer> resources = new HashMap<>();
        List<List<Map<Integer, Double>>> classes = new ArrayList<>();
        work.forEach((name, amount) -> classes.add(ways(workload, name, amount, resources)));
        double[] weights = new double[resources.size()];
        Arrays.fill(weights, 1.0 / weights.length);
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            double[] used = new double[weights.length];
            double total = 0;
            for (List<Map<Integer, Double>> ways : classes) {
                Map<Integer, Double> cheapest = ways.get(0);
                for (Map<Integer, Double> way : ways) {
                    cheapest = cost(way, weights) < cost(cheapest, weights) ? way : cheapest;
                }
                total += cost(cheapest, weights);
                cheapest.forEach((resource, seconds) -> used[resource] += seconds);
            }
            best = Math.max(best, total);
            double most = Arrays.stream(used).max().orElseThrow();
            double rate = 0.5 / Math.sqrt(1 + round);
            double sum = 0;
            for (int i = 0; i < weights.length; i++) {
                weights[i] *= Math.exp(rate * used[i] / most);
                sum += weights[i];
            }
            for (int i = 0; i < weights.length; i++) {
                weights[i] /= sum;
            }
        }
        return best;
    }

    /** For each way, how long the class's work would keep each resource of all its nodes busy. */
    private static List<Map<Integer, Double>> ways(
            Workload workload, String name, double work, Map<String, Integer> resources) {
        List<Map<Integer, Double>> ways = new ArrayList<>();
        for (ExecutionStrategy each : workload.catalogue().classes().get(name)) {
            List<NodeSpec> nodes =
                    workload.catalogue().nodes().stream()
                            .filter(
                                    node ->
                                            node.labels()
                                                    .entrySet()
                                                    .containsAll(each.nodeSelector().entrySet()))
                            .toList();
            Map<Integer, Double> way = new HashMap<>();
            each.demand()
                    .forEach(
                            (kind, amount) -> {
                                String resource = nodes.get(0).labels() + kind;
                                resources.putIfAbsent(resource, resources.size());
                                double has =
                                        nodes.stream()
                                                .mapToDouble(node -> node.capacity().get(kind))
                                                .sum();
                                way.put(
                                        resources.get(resource),
                                        work * each.runtimeMillis() / 1000 * amount / has);
                            });
            ways.add(way);
        }
        return ways;
    }

    private static double cost(Map<Integer, Double> way, double[] weights) {
        double cost = 0;
        for (Map.Entry<Integer, Double> each : way.entrySet()) {
            cost += weights[each.getKey()] * each.getValue();
        }
        return cost;
    }
}
