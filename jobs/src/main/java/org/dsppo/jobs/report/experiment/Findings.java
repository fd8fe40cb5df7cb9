package org.dsppo.jobs.report.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;
import org.dsppo.policy.lab.evaluation.ConfidenceInterval;
import org.dsppo.policy.lab.evaluation.ExperimentResults;
import org.dsppo.policy.lab.evaluation.ExperimentResults.Instance;
import org.dsppo.policy.lab.evaluation.ExperimentResults.Policy;
import org.dsppo.policy.lab.selection.Policies;

/** Says in words what the figures of an experiment show. */
final class Findings {

    private static final int NAMED = 3;

    /** Relative differences below this are none. */
    private static final double LEVEL = 5e-5;

    private final List<Instance> instances;
    private final Map<String, InstanceBound> bounds;
    private final List<AcrossInstances> across;

    Findings(
            ExperimentResults results,
            Map<String, InstanceBound> bounds,
            List<AcrossInstances> across) {
        this.instances = results.instances();
        this.bounds = bounds;
        this.across = across;
    }

    /** One sentence per instance. */
    List<ExperimentDocument.Finding> perInstance() {
        return instances.stream()
                .map(each -> new ExperimentDocument.Finding(each.name(), sentence(each)))
                .toList();
    }

    /** The whole in one or two sentences. */
    String headline() {
        if (instances.size() == 1) {
            return instances.get(0).name() + ": " + sentence(instances.get(0));
        }
        Map<String, Integer> leads = new LinkedHashMap<>();
        instances.forEach(each -> leads.merge(each.policies().get(0).policy(), 1, Integer::sum));
        String most =
                leads.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .map(Map.Entry::getKey)
                        .orElseThrow();
        int policies = instances.get(0).policies().size();
        if (leads.size() == 1) {
            return "%s has the least mean completion of %s on all %d instances."
                            .formatted(most, counted(policies, "policy"), instances.size())
                    + learned();
        }
        String often =
                3 * leads.get(most) > instances.size()
                        ? "%s on most (%d)".formatted(most, leads.get(most))
                        : "none on more than " + leads.get(most);
        return "No policy is best everywhere: %d of %d lead on at least one of %d instances, %s."
                        .formatted(leads.size(), policies, instances.size(), often)
                + safest();
    }

    /** The policy whose worst instance is least bad, and the learned one if it is another. */
    private String safest() {
        StringBuilder text = new StringBuilder();
        across.stream()
                .min(
                        Comparator.comparingDouble(AcrossInstances::worstRatio)
                                .thenComparing(AcrossInstances::policy))
                .ifPresent(
                        each ->
                                text.append(
                                        " %s is the safest choice: at worst it takes %s as long as the best heuristic."
                                                .formatted(
                                                        each.policy(), times(each.worstRatio()))));
        return text.append(learned()).toString();
    }

    private String learned() {
        return across.stream()
                .filter(each -> each.policy().equals(Policies.DS_PPO))
                .findFirst()
                .map(Findings::learned)
                .orElse("");
    }

    private static String learned(AcrossInstances each) {
        String text =
                String.format(
                        Locale.ROOT,
                        " %s takes %.3f times as long as the best heuristic on average and %.3f"
                                + " times on %s, its worst",
                        each.policy(),
                        each.meanRatio(),
                        each.worstRatio(),
                        each.worstInstance());
        return each.meanOverExact() == null
                ? text + "."
                : text
                        + String.format(
                                Locale.ROOT,
                                "; it is %.2f %% above the optimum on average and %.2f %% at"
                                        + " worst.",
                                100 * (each.meanOverExact() - 1),
                                100 * (each.worstOverExact() - 1));
    }

    private String sentence(Instance instance) {
        Policy leader = instance.policies().get(0);
        StringBuilder text = new StringBuilder();
        text.append(leader.policy())
                .append(" finishes a task in ")
                .append(seconds(leader.completionMillis().mean()))
                .append(plusMinus(leader.completionMillis(), Findings::seconds))
                .append(" on average");
        if (instance.bestHeuristic() != null && !leader.policy().equals(instance.bestHeuristic())) {
            againstHeuristic(text, leader, instance.bestHeuristic());
        } else if (instance.policies().size() > 1) {
            againstOthers(text, instance);
        }
        InstanceBound bound = bounds.get(instance.name());
        if (bound != null && bound.gap() != null) {
            text.append("; the best policy ").append(against(bound.gap()));
        }
        return text.append('.').toString();
    }

    private static String against(double gap) {
        if (gap < 1.0005) {
            return "reaches the capacity-aware bound";
        }
        return gap < 1.5
                ? "is within %s of the capacity-aware bound".formatted(percent(gap - 1))
                : "takes %s the capacity-aware bound".formatted(times(gap));
    }

    private static void againstHeuristic(StringBuilder text, Policy leader, String heuristic) {
        ConfidenceInterval difference = leader.differenceToBest();
        if (Math.abs(difference.mean()) < LEVEL) {
            text.append(", level with ").append(heuristic).append(", the best heuristic");
            return;
        }
        text.append(", ")
                .append(percent(-difference.mean()))
                .append(plusMinus(difference, Findings::percent))
                .append(" less than ")
                .append(heuristic)
                .append(", the best heuristic");
        if (includesZero(difference)) {
            text.append(", which the seeds cannot tell apart");
        }
    }

    private static void againstOthers(StringBuilder text, Instance instance) {
        List<Policy> others = new ArrayList<>(instance.policies());
        others.remove(0);
        if (others.get(0).differenceToBest() == null) {
            text.append(", before ").append(others.get(0).policy());
            return;
        }
        List<Policy> level =
                others.stream().filter(each -> includesZero(each.differenceToBest())).toList();
        if (!level.isEmpty()) {
            boolean same =
                    level.stream()
                            .allMatch(each -> Math.abs(each.differenceToBest().mean()) < 1e-9);
            text.append(
                            same
                                    ? level.size() == 1 ? ", as does " : ", as do "
                                    : ", which the seeds cannot tell from ")
                    .append(names(level));
        }
        others.stream()
                .filter(each -> !includesZero(each.differenceToBest()))
                .min(Comparator.comparingDouble(each -> each.differenceToBest().mean()))
                .ifPresent(
                        next ->
                                text.append("; then comes ")
                                        .append(next.policy())
                                        .append(" with ")
                                        .append(percent(next.differenceToBest().mean()))
                                        .append(
                                                plusMinus(
                                                        next.differenceToBest(), Findings::percent))
                                        .append(" more"));
    }

    private static boolean includesZero(ConfidenceInterval difference) {
        double halfWidth = Double.isNaN(difference.halfWidth()) ? 0 : difference.halfWidth();
        return Math.abs(difference.mean()) <= halfWidth + 1e-9;
    }

    private static String names(List<Policy> policies) {
        List<String> names = policies.stream().map(Policy::policy).limit(NAMED).toList();
        String text = String.join(", ", names);
        int more = policies.size() - names.size();
        return more == 0 ? text : "%s and %s".formatted(text, counted(more, "other"));
    }

    private static String counted(int number, String noun) {
        if (number == 1) {
            return "1 " + noun;
        }
        return number + " " + (noun.endsWith("y") ? noun.replaceAll("y$", "ies") : noun + "s");
    }

    private static String plusMinus(ConfidenceInterval interval, DoubleFunction<String> format) {
        return Double.isNaN(interval.halfWidth()) ? "" : " ± " + format.apply(interval.halfWidth());
    }

    private static String seconds(double millis) {
        return String.format(Locale.ROOT, millis >= 1e6 ? "%,.0f s" : "%.2f s", millis / 1000);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String times(double ratio) {
        return String.format(Locale.ROOT, "%.2f times", ratio);
    }
}
