package org.dsppo.policy.lab.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.lab.evaluation.RunDistribution.ClassFigures;

/**
 * What lies behind the means of one policy on one instance.
 *
 * @param differenceToFirst paired relative difference in completion to the policy with the least
 *     mean
 * @param pairedDifferences relative difference in completion to the best heuristic, or to the
 *     policy with the least mean if there is none, seed by seed
 * @param p95CompletionMillis 95th percentiles
 * @param p99CompletionMillis 99th percentiles
 * @param completionQuantilesMillis at {@link Quantiles#LEVELS}, mean over the seeds
 * @param classes the most frequent classes, by falling number of finished tasks
 */
public record PolicyDetail(
        ConfidenceInterval differenceToFirst,
        double[] pairedDifferences,
        ConfidenceInterval p95CompletionMillis,
        ConfidenceInterval p99CompletionMillis,
        double[] completionQuantilesMillis,
        List<ClassMeans> classes) {

    private static final int MOST_CLASSES = 12;

    /**
     * One class over the seeds in which tasks of it finished.
     *
     * @param taskClass name of the class
     * @param finished tasks, summed over the seeds
     * @param completionMillis mean completion
     * @param waitingMillis mean waiting
     * @param p95CompletionMillis 95th percentiles of completion
     */
    public record ClassMeans(
            String taskClass,
            long finished,
            ConfidenceInterval completionMillis,
            ConfidenceInterval waitingMillis,
            ConfidenceInterval p95CompletionMillis) {}

    /**
     * Sums up.
     *
     * @param rows of the policy, seed by seed
     * @param first completions of the policy with the least mean, seed by seed
     * @param reference completions that differences are told from, seed by seed
     */
    static PolicyDetail of(List<ExperimentRow> rows, double[] first, double[] reference) {
        double[] own =
                rows.stream().mapToDouble(row -> row.summary().averageCompletionMillis()).toArray();
        double[] differences = new double[own.length];
        for (int i = 0; i < own.length; i++) {
            differences[i] = own[i] / reference[i] - 1;
        }
        return new PolicyDetail(
                ConfidenceInterval.ofPairedRatio(own, first),
                differences,
                ConfidenceInterval.of(
                        rows.stream()
                                .mapToDouble(row -> row.summary().p95CompletionMillis())
                                .toArray()),
                ConfidenceInterval.of(
                        rows.stream()
                                .mapToDouble(row -> row.summary().p99CompletionMillis())
                                .toArray()),
                meanQuantiles(rows),
                classes(rows));
    }

    private static double[] meanQuantiles(List<ExperimentRow> rows) {
        double[] mean = new double[Quantiles.LEVELS.size()];
        for (ExperimentRow row : rows) {
            double[] quantiles = row.distribution().completionQuantilesMillis();
            for (int i = 0; i < mean.length; i++) {
                mean[i] += quantiles[i] / rows.size();
            }
        }
        return mean;
    }

    private static List<ClassMeans> classes(List<ExperimentRow> rows) {
        Map<String, List<ClassFigures>> byClass = new LinkedHashMap<>();
        for (ExperimentRow row : rows) {
            for (ClassFigures figures : row.distribution().classes()) {
                byClass.computeIfAbsent(figures.taskClass(), key -> new ArrayList<>()).add(figures);
            }
        }
        return byClass.entrySet().stream()
                .map(each -> means(each.getKey(), each.getValue()))
                .sorted((a, b) -> Long.compare(b.finished, a.finished))
                .limit(MOST_CLASSES)
                .toList();
    }

    private static ClassMeans means(String taskClass, List<ClassFigures> seeds) {
        return new ClassMeans(
                taskClass,
                seeds.stream().mapToLong(ClassFigures::finished).sum(),
                ConfidenceInterval.of(
                        seeds.stream()
                                .mapToDouble(ClassFigures::averageCompletionMillis)
                                .toArray()),
                ConfidenceInterval.of(
                        seeds.stream().mapToDouble(ClassFigures::averageWaitingMillis).toArray()),
                ConfidenceInterval.of(
                        seeds.stream().mapToDouble(ClassFigures::p95CompletionMillis).toArray()));
    }
}
