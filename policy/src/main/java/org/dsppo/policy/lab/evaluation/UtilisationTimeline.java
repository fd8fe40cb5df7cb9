package org.dsppo.policy.lab.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.schemas.catalogue.NodeSpec;

/**
 * Used share of every cluster's resources over time.
 *
 * @param stepMillis length of a step
 * @param series one line per cluster and resource
 */
public record UtilisationTimeline(double stepMillis, List<Series> series) {

    /**
     * A line.
     *
     * @param cluster id of the cluster
     * @param resource name of the resource
     * @param share used / capacity in each step
     */
    public record Series(String cluster, String resource, double[] share) {}

    private record Key(String cluster, String resource) {}

    /**
     * Adds a run up.
     *
     * @param steps number of steps from time 0 to the last end
     */
    public static UtilisationTimeline of(ExecutedRun run, int steps) {
        double end = 1;
        for (ExecutedDecision executed : run.decisions()) {
            if (executed.finishedAtMillis() != null) {
                end = Math.max(end, executed.finishedAtMillis());
            }
        }
        double step = end / steps;
        Map<Key, double[]> used = new LinkedHashMap<>();
        Map<Key, Double> capacity = new LinkedHashMap<>();
        for (NodeSpec node : run.catalogue().nodes()) {
            node.capacity()
                    .forEach(
                            (resource, amount) -> {
                                if (amount > 0) {
                                    Key key = new Key(node.cluster(), resource);
                                    capacity.merge(key, amount, Double::sum);
                                    used.putIfAbsent(key, new double[steps]);
                                }
                            });
        }
        for (ExecutedDecision executed : run.decisions()) {
            if (executed.finishedAtMillis() != null) {
                String cluster = executed.decision().cluster();
                run.tasks()
                        .demand(executed)
                        .forEach(
                                (resource, amount) ->
                                        add(
                                                used.get(new Key(cluster, resource)),
                                                amount,
                                                executed.decidedAtMillis() / step,
                                                executed.finishedAtMillis() / step));
            }
        }
        List<Series> series = new ArrayList<>();
        used.forEach(
                (key, amounts) -> {
                    for (int i = 0; i < steps; i++) {
                        amounts[i] /= capacity.get(key);
                    }
                    series.add(new Series(key.cluster, key.resource, amounts));
                });
        return new UtilisationTimeline(step, series);
    }

    /** Adds an amount held from one position to another, in steps, in proportion to the overlap. */
    private static void add(double[] steps, double amount, double from, double to) {
        if (steps == null) {
            return;
        }
        for (int i = (int) from; i < steps.length && i < to; i++) {
            steps[i] += amount * (Math.min(to, i + 1) - Math.max(from, i));
        }
    }
}
