package org.dsppo.policy.lab.bound;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * Least average completion time by trying everything: tasks one after the other, in every order,
 * node and strategy, each as early as it fits among those placed. For measures that never gain from
 * later ends some such schedule is the best.
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
                        tryNode(done, total, task, strategy, node);
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
            NodeSpec node) {
        if (!node.labels().entrySet().containsAll(strategy.nodeSelector().entrySet())) {
            return;
        }
        double runtime = strategy.runtimeMillis() * task.runtimeScale();
        double arrival = task.submittedAtMillis();
        double earliest = fits(node, strategy, arrival, runtime) ? arrival : -1;
        for (Placed other : List.copyOf(placed)) {
            if (other.end >= arrival
                    && (earliest < 0 || other.end < earliest)
                    && fits(node, strategy, other.end, runtime)) {
                earliest = other.end;
            }
        }
        if (earliest >= 0) {
            double end = earliest + runtime;
            placed.add(new Placed(node, strategy.demand(), earliest, end));
            place(done, total + end - arrival);
            placed.remove(placed.size() - 1);
        }
    }

    /** Use only rises at starts, so it is enough to look there. */
    private boolean fits(NodeSpec node, ExecutionStrategy strategy, double start, double runtime) {
        List<Double> instants = new ArrayList<>(List.of(start));
        placed.stream()
                .map(Placed::start)
                .filter(other -> other > start && other < start + runtime - 1e-6)
                .forEach(instants::add);
        for (double instant : instants) {
            Map<String, Double> used = new HashMap<>(strategy.demand());
            for (Placed other : placed) {
                if (other.node == node && other.start <= instant && other.end > instant + 1e-6) {
                    other.demand.forEach((kind, amount) -> used.merge(kind, amount, Double::sum));
                }
            }
            for (Map.Entry<String, Double> entry : used.entrySet()) {
                if (entry.getValue() > node.capacity().getOrDefault(entry.getKey(), 0.0) + 1e-9) {
                    return false;
                }
            }
        }
        return true;
    }
}
