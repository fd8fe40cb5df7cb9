package org.dsppo.jobs.report.experiment;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.dsppo.policy.lab.evaluation.ExperimentRow;

/**
 * Lower bounds on the mean completion of one instance.
 *
 * @param lb0Millis mean of the least run times, over all seeds
 * @param lpMillis the capacity-aware linear program, mean over {@code lpSeeds}; null if it was not
 *     solved
 * @param lpSeeds seeds it was solved for
 * @param bestMillis least mean completion of any policy over those same seeds; null without them
 * @param gap that over the bound, 1 being optimal; null without it
 * @param exactMillis the least that any schedule takes, mean over all seeds; null if it was not
 *     solved for
 */
public record InstanceBound(
        double lb0Millis,
        Double lpMillis,
        List<Long> lpSeeds,
        Double bestMillis,
        Double gap,
        Double exactMillis) {

    /**
     * Sums up an instance.
     *
     * @param entries bounds of each seed
     * @param rows runs of this instance, of the policies that are reported
     */
    static InstanceBound of(List<BoundCache.Entry> entries, List<ExperimentRow> rows) {
        double lb0 = mean(entries.stream().mapToDouble(BoundCache.Entry::lb0Millis));
        boolean exact = entries.stream().allMatch(each -> each.exactMillis() != null);
        Double least =
                exact ? mean(entries.stream().mapToDouble(BoundCache.Entry::exactMillis)) : null;
        List<BoundCache.Entry> solved =
                entries.stream().filter(each -> each.lpMillis() != null).toList();
        if (solved.isEmpty()) {
            return new InstanceBound(lb0, null, List.of(), null, null, least);
        }
        double lp = mean(solved.stream().mapToDouble(BoundCache.Entry::lpMillis));
        List<Long> seeds = solved.stream().map(BoundCache.Entry::seed).toList();
        double best =
                rows.stream()
                        .filter(row -> seeds.contains(row.seed()))
                        .collect(
                                Collectors.groupingBy(
                                        ExperimentRow::policy,
                                        Collectors.averagingDouble(
                                                row -> row.summary().averageCompletionMillis())))
                        .values()
                        .stream()
                        .mapToDouble(Double::doubleValue)
                        .min()
                        .orElseThrow();
        return new InstanceBound(lb0, lp, seeds, best, best / lp, least);
    }

    private static double mean(DoubleStream values) {
        return values.average().orElseThrow();
    }
}
