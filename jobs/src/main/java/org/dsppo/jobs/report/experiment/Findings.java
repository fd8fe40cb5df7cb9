package org.dsppo.jobs.report.experiment;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.dsppo.jobs.report.SignificantFigures;
import org.dsppo.policy.lab.evaluation.ConfidenceInterval;
import org.dsppo.policy.lab.evaluation.ExperimentResults;
import org.dsppo.policy.lab.evaluation.ExperimentResults.Instance;
import org.dsppo.policy.lab.evaluation.ExperimentResults.Policy;
import org.dsppo.policy.lab.selection.Policies;

/** Says in words what the figures of an experiment show. */
final class Findings {

    private static final int NAMED = 3;

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
                .map(
                        each -> {
                            Leadership leadership = Leadership.of(each);
                            return new ExperimentDocument.Finding(
                                    each.name(),
                                    sentence(each, leadership),
                                    leadership.leads(),
                                    leadership.level().stream().map(Policy::policy).toList());
                        })
                .toList();
    }

    /** The whole in one or two sentences. */
    String headline() {
        if (instances.size() == 1) {
            return instances.get(0).name() + ": " + perInstance().get(0).text();
        }
        Map<String, Integer> leads = new LinkedHashMap<>();
        for (Instance instance : instances) {
            Leadership leadership = Leadership.of(instance);
            if (leadership.leads()) {
                leads.merge(leadership.first().policy(), 1, Integer::sum);
            }
        }
        int led = leads.values().stream().mapToInt(Integer::intValue).sum();
        return leading(leads, led) + safest();
    }

    private String leading(Map<String, Integer> leads, int led) {
        if (led == 0) {
            return "No policy leads on any of the %d instances: no difference is shown between the"
                            .formatted(instances.size())
                    + " first and the next.";
        }
        List<Map.Entry<String, Integer>> most =
                leads.entrySet().stream()
                        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                        .toList();
        if (leads.size() == 1 && led == instances.size()) {
            return "%s leads on all %d instances.".formatted(most.get(0).getKey(), led);
        }
        String who =
                most.stream()
                        .limit(NAMED)
                        .map(each -> "%s leads on %d".formatted(each.getKey(), each.getValue()))
                        .collect(Collectors.joining(", "));
        int others = most.size() - Math.min(NAMED, most.size());
        return "Of %d instances, %s%s%s."
                .formatted(
                        instances.size(),
                        who,
                        others == 0
                                ? ""
                                : ", %s on one or more".formatted(counted(others, "other")),
                        led == instances.size()
                                ? ""
                                : "; on %d no difference is shown between the first and the next"
                                        .formatted(instances.size() - led));
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

    private String sentence(Instance instance, Leadership leadership) {
        Policy first = leadership.first();
        StringBuilder text = new StringBuilder();
        text.append(first.policy())
                .append(" finishes a task in ")
                .append(seconds(first.completionMillis()))
                .append(" on average");
        if (instance.policies().size() > 1) {
            againstOthers(text, instance, leadership);
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

    private static void againstOthers(
            StringBuilder text, Instance instance, Leadership leadership) {
        Policy first = leadership.first();
        if (leadership.isOneSeed()) {
            text.append(", the least of ")
                    .append(counted(instance.policies().size(), "policy"))
                    .append("; one seed shows no difference");
            return;
        }
        if (!leadership.same().isEmpty()) {
            text.append(leadership.same().size() == 1 ? ", as does " : ", as do ")
                    .append(names(leadership.same()));
        }
        if (leadership.leads()) {
            text.append(" and leads");
        } else if (leadership.level().size() > leadership.same().size()) {
            text.append("; no difference shown to ").append(names(leadership.different()));
        }
        Policy next = leadership.next();
        if (next != null) {
            ConfidenceInterval difference = next.detail().differenceToFirst();
            text.append("; then comes ")
                    .append(next.policy())
                    .append(" with ")
                    .append(percent(difference.mean(), difference.halfWidth()))
                    .append(" more");
        }
        String heuristic = instance.bestHeuristic();
        boolean said = next != null && next.policy().equals(heuristic);
        if (heuristic != null
                && !said
                && !first.policy().equals(heuristic)
                && Leadership.excludesZero(first.differenceToBest())) {
            ConfidenceInterval difference = first.differenceToBest();
            text.append(
                    "; it takes %s less than %s, the best heuristic"
                            .formatted(
                                    percent(-difference.mean(), difference.halfWidth()),
                                    heuristic));
        }
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

    private static String seconds(ConfidenceInterval millis) {
        return SignificantFigures.of(millis.mean() / 1000, millis.halfWidth() / 1000) + " s";
    }

    private static String percent(double share, double halfWidth) {
        return SignificantFigures.of(100 * share, 100 * halfWidth) + " %";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String times(double ratio) {
        return String.format(Locale.ROOT, "%.2f times", ratio);
    }
}
