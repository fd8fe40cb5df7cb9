package org.dsppo.policy.lab.bound;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.catalogue.DeviceSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * Least average completion time by trying everything: tasks one after the other, in every order,
 * node, strategy and way to lie on single devices, each as early as it fits among those placed. For
 * measures that never gain from later ends some such schedule is the best.
 */
final class ExhaustiveSearch {

    private record Placed(NodeSpec node, Map<String, Double> demand, double start, double end) {}

    private final Workload workload;
    private final List<TaskSubmitted> tasks;
    private final List<Placed> placed = new ArrayList<>();
    private double best = Double.POSITIVE_INFINITY;

    private ExhaustiveSearch(Workload workload) {
        this.workload = workload;
        this.tasks = workload.tasks().stream().map(message -> message.submitted()).toList();
    }

    static double leastAverageMillis(Workload workload) {
        ExhaustiveSearch search = new ExhaustiveSearch(workload);
        search.place(new boolean[search.tasks.size()], 0);
        return search.best / search.tasks.size();
    }

    private void place(boolean[] done, double total) {
        if (placed.size() == tasks.size()) {
            best = Math.min(best, total);
            return;
        }
        for (int t = 0; t < tasks.size(); t++) {
            if (!done[t]) {
                done[t] = true;
                TaskSubmitted task = tasks.get(t);
                for (ExecutionStrategy strategy :
                        workload.catalogue().classes().get(task.taskClass())) {
                    for (NodeSpec node : workload.catalogue().nodes()) {
                        for (Map<String, Double> demand : ways(strategy.demand(), node)) {
                            tryNode(done, total, task, strategy, node, demand);
                        }
                    }
                }
                done[t] = false;
            }
        }
    }

    private void tryNode(
            boolean[] done,
            double total,
            TaskSubmitted task,
            ExecutionStrategy strategy,
            NodeSpec node,
            Map<String, Double> demand) {
        if (!node.labels().entrySet().containsAll(strategy.nodeSelector().entrySet())) {
            return;
        }
        double runtime = strategy.runtimeMillis() * task.runtimeScale();
        double arrival = task.submittedAtMillis();
        double earliest = fits(node, demand, arrival, runtime) ? arrival : -1;
        for (Placed other : List.copyOf(placed)) {
            if (other.end >= arrival
                    && (earliest < 0 || other.end < earliest)
                    && fits(node, demand, other.end, runtime)) {
                earliest = other.end;
            }
        }
        if (earliest >= 0) {
            double end = earliest + runtime;
            placed.add(new Placed(node, demand, earliest, end));
            place(done, total + end - arrival);
            placed.remove(placed.size() - 1);
        }
    }

    /** Use only rises at starts, so it is enough to look there. */
    private boolean fits(NodeSpec node, Map<String, Double> demand, double start, double runtime) {
        List<Double> instants = new ArrayList<>(List.of(start));
        placed.stream()
                .map(Placed::start)
                .filter(other -> other > start && other < start + runtime - 1e-6)
                .forEach(instants::add);
        for (double instant : instants) {
            Map<String, Double> used = new HashMap<>(demand);
            for (Placed other : placed) {
                if (other.node == node && other.start <= instant && other.end > instant + 1e-6) {
                    other.demand.forEach((kind, amount) -> used.merge(kind, amount, Double::sum));
                }
            }
            for (Map.Entry<String, Double> entry : used.entrySet()) {
                if (entry.getValue() > capacity(node, entry.getKey()) + 1e-9) {
                    return false;
                }
            }
        }
        return true;
    }

    /** A kind's name, or kind#device for one device alone. */
    private static double capacity(NodeSpec node, String name) {
        int mark = name.indexOf('#');
        if (mark < 0) {
            return node.capacity().getOrDefault(name, 0.0);
        }
        DeviceSpec each = node.devices().get("gpu");
        return name.startsWith("gpumem") ? each.memory() : each.units();
    }

    /** The demand with what it takes of each gpu; it is of at most two. */
    private static List<Map<String, Double>> ways(Map<String, Double> demand, NodeSpec node) {
        double units = demand.getOrDefault("gpu", 0.0);
        double memory = demand.getOrDefault("gpumem", 0.0);
        DeviceSpec each = node.devices().get("gpu");
        if (each == null || units + memory == 0) {
            return List.of(demand);
        }
        List<Map<String, Double>> ways = new ArrayList<>();
        for (int one = 0; one < each.count(); one++) {
            if (units <= 1) {
                ways.add(on(demand, one, units, memory));
            }
            for (int other = 0; units > 1 && other < each.count(); other++) {
                if (other != one) {
                    Map<String, Double> whole = on(demand, one, 1, memory / units);
                    ways.add(on(whole, other, units - 1, memory - memory / units));
                }
            }
        }
        return ways;
    }

    private static Map<String, Double> on(
            Map<String, Double> demand, int device, double units, double memory) {
        Map<String, Double> longer = new HashMap<>(demand);
        longer.put("gpu#" + device, units);
        longer.put("gpumem#" + device, memory);
        return longer;
    }
}
