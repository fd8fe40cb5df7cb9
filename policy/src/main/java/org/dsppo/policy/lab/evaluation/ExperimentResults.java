package org.dsppo.policy.lab.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * An experiment's figures, averaged over seeds: {@code results.json}.
 *
 * @param experiment its name
 * @param description what it asks
 * @param seeds seeds that every figure is taken over
 * @param instances figures by instance
 */
public record ExperimentResults(
        String experiment, String description, List<Long> seeds, List<Instance> instances) {

    /**
     * Figures of one instance.
     *
     * @param name the instance
     * @param curve instances of one curve form a line of the load plot
     * @param load position on that line
     * @param loadUnit what the load counts
     * @param policies figures by policy, least completion first
     * @param bestHeuristic the heuristic with the least mean completion, null if none was run
     */
    public record Instance(
            String name,
            @JsonProperty("family") String curve,
            double load,
            String loadUnit,
            List<Policy> policies,
            String bestHeuristic) {}

    /**
     * Figures of one policy on one instance, over the seeds.
     *
     * @param policy name with options
     * @param completionMillis mean completion
     * @param waitingMillis mean waiting
     * @param p95CompletionMillis mean of the 95th percentiles
     * @param p99CompletionMillis mean of the 99th percentiles
     * @param utilisation until the last end
     * @param utilisationInWindow in the arrival window
     * @param waitQuantilesMillis waiting at 0, 5, …, 100 percent, mean over the seeds
     * @param differenceToBest paired relative difference in completion to the best heuristic; null
     *     if there is none
     * @param regret mean completion over that of the best heuristic; null if there is none
     * @param finished tasks finished, summed over the seeds
     * @param rejected tasks rejected, summed over the seeds
     * @param violations violations, summed over the seeds
     * @param detail what lies behind the means
     */
    public record Policy(
            String policy,
            ConfidenceInterval completionMillis,
            ConfidenceInterval waitingMillis,
            double p95CompletionMillis,
            double p99CompletionMillis,
            ConfidenceInterval utilisation,
            ConfidenceInterval utilisationInWindow,
            double[] waitQuantilesMillis,
            ConfidenceInterval differenceToBest,
            Double regret,
            long finished,
            long rejected,
            long violations,
            PolicyDetail detail) {}

    /**
     * Averages a log.
     *
     * @param policies policies to report, in any order
     * @param heuristics the policies that the best heuristic is taken from
     */
    public static ExperimentResults of(
            Experiment experiment,
            List<String> policies,
            List<String> heuristics,
            List<Long> seeds,
            List<ExperimentRow> rows) {
        Map<String, Map<String, Map<Long, ExperimentRow>>> index = new LinkedHashMap<>();
        for (ExperimentRow row : rows) {
            index.computeIfAbsent(row.instance(), key -> new LinkedHashMap<>())
                    .computeIfAbsent(row.policy(), key -> new LinkedHashMap<>())
                    .put(row.seed(), row);
        }
        List<Instance> instances = new ArrayList<>();
        for (ExperimentInstance instance : experiment.instances()) {
            Map<String, Map<Long, ExperimentRow>> byPolicy =
                    index.getOrDefault(instance.name(), Map.of());
            instances.add(instance(instance, policies, heuristics, seeds, byPolicy));
        }
        return new ExperimentResults(experiment.name(), experiment.description(), seeds, instances);
    }

    private static Instance instance(
            ExperimentInstance instance,
            List<String> policies,
            List<String> heuristics,
            List<Long> seeds,
            Map<String, Map<Long, ExperimentRow>> byPolicy) {
        String best =
                heuristics.stream()
                        .filter(byPolicy::containsKey)
                        .min(
                                Comparator.comparingDouble(
                                        policy -> mean(completions(byPolicy.get(policy), seeds))))
                        .orElse(null);
        double[] reference = best == null ? null : completions(byPolicy.get(best), seeds);
        double[] first =
                policies.stream()
                        .filter(byPolicy::containsKey)
                        .map(policy -> completions(byPolicy.get(policy), seeds))
                        .min(Comparator.comparingDouble(ExperimentResults::mean))
                        .orElse(null);
        List<Policy> figures = new ArrayList<>();
        for (String policy : policies) {
            if (byPolicy.containsKey(policy)) {
                figures.add(policy(policy, byPolicy.get(policy), seeds, reference, first));
            }
        }
        figures.sort(Comparator.comparingDouble(each -> each.completionMillis().mean()));
        return new Instance(
                instance.name(),
                instance.curve(),
                instance.load(),
                instance.loadUnit(),
                figures,
                best);
    }

    private static Policy policy(
            String policy,
            Map<Long, ExperimentRow> bySeed,
            List<Long> seeds,
            double[] reference,
            double[] first) {
        List<ExperimentRow> rows = seeds.stream().map(bySeed::get).toList();
        double[] completions = completions(bySeed, seeds);
        return new Policy(
                policy,
                ConfidenceInterval.of(completions),
                interval(rows, s -> s.averageWaitingMillis()),
                interval(rows, s -> s.p95CompletionMillis()).mean(),
                interval(rows, s -> s.p99CompletionMillis()).mean(),
                interval(rows, s -> s.utilisation()),
                interval(rows, s -> s.utilisationInWindow()),
                meanQuantiles(rows),
                reference == null ? null : ConfidenceInterval.ofPairedRatio(completions, reference),
                reference == null ? null : mean(completions) / mean(reference),
                rows.stream().mapToLong(row -> row.summary().finished()).sum(),
                rows.stream().mapToLong(row -> row.summary().rejected()).sum(),
                rows.stream()
                        .flatMap(row -> row.summary().violations().values().stream())
                        .mapToLong(Long::longValue)
                        .sum(),
                PolicyDetail.of(rows, first, reference == null ? first : reference));
    }

    private static ConfidenceInterval interval(
            List<ExperimentRow> rows, ToDoubleFunction<RunSummary> figure) {
        return ConfidenceInterval.of(
                rows.stream().mapToDouble(row -> figure.applyAsDouble(row.summary())).toArray());
    }

    private static double[] completions(Map<Long, ExperimentRow> bySeed, List<Long> seeds) {
        return seeds.stream()
                .mapToDouble(seed -> bySeed.get(seed).summary().averageCompletionMillis())
                .toArray();
    }

    private static double[] meanQuantiles(List<ExperimentRow> rows) {
        double[] mean = new double[rows.get(0).waitQuantilesMillis().length];
        for (ExperimentRow row : rows) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += row.waitQuantilesMillis()[i] / rows.size();
            }
        }
        return mean;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
