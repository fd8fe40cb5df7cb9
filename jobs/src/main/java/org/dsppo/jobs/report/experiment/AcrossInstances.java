package org.dsppo.jobs.report.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dsppo.policy.lab.evaluation.ExperimentResults.Instance;
import org.dsppo.policy.lab.evaluation.ExperimentResults.Policy;

/**
 * One policy over all instances. A ratio is mean completion over that of the best heuristic on the
 * instance, or over the optimum.
 *
 * @param policy name with options
 * @param meanRatio mean over the instances of the ratio to the best heuristic
 * @param worstRatio the largest such ratio
 * @param worstInstance where that is
 * @param meanOverExact mean over the instances of the ratio to the optimum; null if that was not
 *     solved for on all of them
 * @param worstOverExact the largest such ratio
 */
public record AcrossInstances(
        String policy,
        double meanRatio,
        double worstRatio,
        String worstInstance,
        Double meanOverExact,
        Double worstOverExact) {

    private record Pair(Instance instance, Policy policy) {}

    /** Sums up; empty if there is one instance only, or no heuristic to compare with. */
    static List<AcrossInstances> of(List<Instance> instances, Map<String, InstanceBound> bounds) {
        List<AcrossInstances> all = new ArrayList<>();
        if (instances.size() < 2
                || instances.stream().anyMatch(each -> each.bestHeuristic() == null)) {
            return all;
        }
        Map<String, List<Pair>> byPolicy = new LinkedHashMap<>();
        for (Instance instance : instances) {
            for (Policy policy : instance.policies()) {
                byPolicy.computeIfAbsent(policy.policy(), name -> new ArrayList<>())
                        .add(new Pair(instance, policy));
            }
        }
        byPolicy.forEach((name, pairs) -> all.add(of(name, pairs, bounds)));
        all.sort(Comparator.comparingDouble(AcrossInstances::meanRatio));
        return all;
    }

    private static AcrossInstances of(
            String name, List<Pair> pairs, Map<String, InstanceBound> bounds) {
        Pair worst =
                pairs.stream()
                        .max(Comparator.comparingDouble(each -> each.policy.regret()))
                        .orElseThrow();
        double[] overExact =
                pairs.stream()
                        .filter(each -> exact(each.instance, bounds) != null)
                        .mapToDouble(
                                each ->
                                        each.policy.completionMillis().mean()
                                                / exact(each.instance, bounds))
                        .toArray();
        boolean solved = overExact.length == pairs.size();
        return new AcrossInstances(
                name,
                pairs.stream().mapToDouble(each -> each.policy.regret()).average().orElseThrow(),
                worst.policy.regret(),
                worst.instance.name(),
                solved ? java.util.Arrays.stream(overExact).average().orElseThrow() : null,
                solved ? java.util.Arrays.stream(overExact).max().orElseThrow() : null);
    }

    private static Double exact(Instance instance, Map<String, InstanceBound> bounds) {
        InstanceBound bound = bounds.get(instance.name());
        return bound == null ? null : bound.exactMillis();
    }

    /** The same as a table. */
    static ReportSection section(List<AcrossInstances> all) {
        boolean exact = all.get(0).meanOverExact != null;
        List<String> columns =
                new ArrayList<>(List.of("policy", "mean", "worst", "worst instance"));
        if (exact) {
            columns.addAll(List.of("mean over the optimum", "worst over the optimum"));
        }
        List<List<String>> rows = new ArrayList<>();
        for (AcrossInstances each : all) {
            List<String> row =
                    new ArrayList<>(
                            List.of(
                                    each.policy,
                                    ratio(each.meanRatio),
                                    ratio(each.worstRatio),
                                    each.worstInstance));
            if (exact) {
                row.add(ratio(each.meanOverExact));
                row.add(ratio(each.worstOverExact));
            }
            rows.add(row);
        }
        return new ReportSection(
                "Across instances",
                List.of(),
                columns,
                rows,
                "Mean completion over that of the best heuristic on each instance, chosen there in"
                        + " hindsight; mean over the instances, and the worst of them."
                        + (exact ? " The optimum knows all arrivals in advance." : ""));
    }

    private static String ratio(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
