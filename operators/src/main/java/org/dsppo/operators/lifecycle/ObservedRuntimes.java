package org.dsppo.operators.lifecycle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.operators.state.ArrivalState;
import org.dsppo.policy.lab.simulation.RuntimeModel;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * Run times as they were lately: the estimate, times what strategies of a class took on average
 * against their estimates, times how far the task itself lay from that. A task that has not
 * finished gets the deviation of another of its class. The average leans towards the estimate while
 * there is little to average over.
 */
final class ObservedRuntimes implements RuntimeModel {

    /** As many observations as the estimate counts for. */
    private static final int PRIOR = 5;

    private final Map<String, Mean> factors = new HashMap<>();
    private final Map<String, Double> deviationOfTask = new HashMap<>();
    private final Map<String, List<Double>> deviations = new HashMap<>();

    private static final class Mean {
        private double sum = PRIOR;
        private int count = PRIOR;

        double value() {
            return sum / count;
        }
    }

    /**
     * @param arrivals those that have not finished count for nothing
     */
    ObservedRuntimes(Catalogue catalogue, Iterable<ArrivalState> arrivals) {
        Map<String, Double> ratios = new HashMap<>();
        for (ArrivalState arrival : arrivals) {
            double estimate = estimateMillis(catalogue, arrival);
            if (estimate > 0) {
                double ratio = arrival.runtimeMillis() / estimate;
                Mean mean = factors.computeIfAbsent(key(arrival), unseen -> new Mean());
                mean.sum += ratio;
                mean.count++;
                ratios.put(arrival.task().taskId(), ratio);
            }
        }
        for (ArrivalState arrival : arrivals) {
            Double ratio = ratios.get(arrival.task().taskId());
            if (ratio != null) {
                double deviation = ratio / factors.get(key(arrival)).value();
                deviationOfTask.put(arrival.task().taskId(), deviation);
                deviations
                        .computeIfAbsent(arrival.task().taskClass(), unseen -> new ArrayList<>())
                        .add(deviation);
            }
        }
    }

    private static String key(ArrivalState arrival) {
        return key(arrival.task().taskClass(), arrival.strategy());
    }

    private static String key(String taskClass, String strategy) {
        return taskClass + '/' + strategy;
    }

    /** 0 where it cannot be known: of a strategy whose run time depends on a share, too. */
    private static double estimateMillis(Catalogue catalogue, ArrivalState arrival) {
        if (arrival.runtimeMillis() == 0) {
            return 0;
        }
        List<ExecutionStrategy> strategies =
                arrival.task().strategies() != null
                        ? arrival.task().strategies()
                        : catalogue.classes().getOrDefault(arrival.task().taskClass(), List.of());
        return strategies.stream()
                .filter(each -> each.id().equals(arrival.strategy()) && each.elastic() == null)
                .findFirst()
                .map(each -> each.runtimeMillis() * arrival.task().runtimeScale())
                .orElse(0.0);
    }

    /** What a strategy of a class takes on average, in units of its estimate. */
    double factor(String taskClass, String strategy) {
        Mean mean = factors.get(key(taskClass, strategy));
        return mean == null ? 1 : mean.value();
    }

    @Override
    public double runtimeMillis(TaskSubmitted task, double estimateMillis) {
        return estimateMillis * deviation(task);
    }

    @Override
    public double runtimeMillis(
            TaskSubmitted task, PlacementDecision decision, double estimateMillis) {
        return estimateMillis * factor(task.taskClass(), decision.strategy()) * deviation(task);
    }

    private double deviation(TaskSubmitted task) {
        Double own = deviationOfTask.get(task.taskId());
        if (own != null) {
            return own;
        }
        List<Double> others = deviations.get(task.taskClass());
        return others == null
                ? 1
                : others.get(Math.floorMod(task.taskId().hashCode(), others.size()));
    }
}
