package org.dsppo.jobs.report.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.dsppo.policy.lab.evaluation.ConfidenceInterval;
import org.dsppo.policy.lab.evaluation.ExperimentResults;
import org.dsppo.policy.lab.evaluation.ExperimentResults.Instance;
import org.dsppo.policy.lab.evaluation.ExperimentResults.Policy;
import org.dsppo.policy.lab.evaluation.PolicyDetail;
import org.junit.jupiter.api.Test;

final class FindingsTest {

    @Test
    void tellsTheLeaderFromThoseThatTheSeedsCannotTellApart() {
        Instance instance =
                instance(
                        "crowded",
                        "greedy",
                        policy("greedy", 50_000, 400, 0, 0),
                        policy("area", 50_100, 400, 0.002, 0.003),
                        policy("first-fit", 55_000, 500, 0.1, 0.02));

        assertThat(sentence(instance, Map.of()))
                .isEqualTo(
                        "greedy finishes a task in 50.00 ± 0.40 s on average; no difference shown to"
                                + " area; then comes first-fit with 10.0 ± 2.0 % more.");
        ExperimentDocument.Finding finding = finding(instance);
        assertThat(finding.leads()).isFalse();
        assertThat(finding.level()).containsExactly("area");
    }

    @Test
    void leadsWhereEveryIntervalExcludesZero() {
        Instance instance =
                instance(
                        "crowded",
                        "greedy",
                        policy("greedy", 50_000, 400, 0, 0),
                        policy("area", 50_100, 400, 0.002, 0.0019));
        assertThat(sentence(instance, Map.of()))
                .isEqualTo(
                        "greedy finishes a task in 50.00 ± 0.40 s on average and leads; then comes"
                                + " area with 0.20 ± 0.19 % more.");
        assertThat(finding(instance).leads()).isTrue();
        assertThat(finding(instance).level()).isEmpty();
    }

    @Test
    void comparesALearnedPolicyWithTheBestHeuristic() {
        Instance instance =
                instance(
                        "crowded",
                        "greedy",
                        policy("learned", 45_000, 300, -0.1, 0.01, 0, 0),
                        policy("other", 46_000, 300, -0.08, 0.01, 0.022, 0.03),
                        policy("greedy", 50_000, 400, 0, 0, 0.111, 0.012));
        InstanceBound bound =
                new InstanceBound(40_000, 43_000.0, List.of(0L), 45_150.0, 45_150.0 / 43_000, null);

        assertThat(sentence(instance, Map.of("crowded", bound)))
                .isEqualTo(
                        "learned finishes a task in 45.00 ± 0.30 s on average; no difference shown"
                                + " to other; then comes greedy with 11.1 ± 1.2 % more; the best"
                                + " policy is within 5.0 % of the capacity-aware bound.");
    }

    @Test
    void saysWhatTheBestHeuristicIsIfItComesLater() {
        Instance instance =
                instance(
                        "crowded",
                        "greedy",
                        policy("learned", 45_000, 300, -0.1, 0.01, 0, 0),
                        policy("other", 48_000, 300, -0.04, 0.01, 0.066, 0.03),
                        policy("greedy", 50_000, 400, 0, 0, 0.111, 0.012));
        assertThat(sentence(instance, Map.of()))
                .isEqualTo(
                        "learned finishes a task in 45.00 ± 0.30 s on average and leads; then comes"
                                + " other with 6.6 ± 3.0 % more; it takes 10.0 ± 1.0 % less than greedy,"
                                + " the best heuristic.");
    }

    @Test
    void leavesOutWhatOneSeedCannotShow() {
        Instance instance =
                instance(
                        "single",
                        "greedy",
                        policy("greedy", 2_000_000, Double.NaN, 0, Double.NaN),
                        policy("area", 2_100_000, Double.NaN, 0.05, Double.NaN));

        assertThat(sentence(instance, Map.of()))
                .isEqualTo(
                        "greedy finishes a task in 2,000 s on average, the least of 2 policies; one"
                                + " seed shows no difference.");
        assertThat(finding(instance).leads()).isFalse();
    }

    @Test
    void namesPoliciesThatDoExactlyTheSame() {
        Instance instance =
                instance(
                        "idle",
                        "greedy",
                        policy("greedy", 40_000, 400, 0, 0),
                        policy("greedy:k=2", 40_000, 400, 0, 0));
        InstanceBound reached =
                new InstanceBound(40_000, 40_000.0, List.of(0L), 40_001.0, 1.00002, null);

        assertThat(sentence(instance, Map.of("idle", reached)))
                .isEqualTo(
                        "greedy finishes a task in 40.00 ± 0.40 s on average, as does greedy:k=2;"
                                + " the best policy reaches the capacity-aware bound.");
    }

    @Test
    void sumsUpWhoLeadsAndWhoIsSafest() {
        ExperimentResults results =
                results(
                        instance(
                                "a",
                                "greedy",
                                policy("greedy", 50_000, 1, 0, 0),
                                policy("area", 52_000, 1, 0.04, 0.01)),
                        instance(
                                "b",
                                "greedy",
                                policy("greedy", 50_000, 1, 0, 0),
                                policy("area", 51_000, 1, 0.02, 0.01)),
                        instance(
                                "c",
                                "area",
                                policy("area", 50_000, 1, 0, 0),
                                policy("greedy", 75_000, 1, 0.5, 0.01)));

        List<AcrossInstances> across = AcrossInstances.of(results.instances(), Map.of());
        assertThat(across)
                .containsExactly(
                        new AcrossInstances("area", 1.02, 1.04, "a", null, null),
                        new AcrossInstances("greedy", 3.5 / 3, 1.5, "c", null, null));
        assertThat(new Findings(results, Map.of(), across).headline())
                .isEqualTo(
                        "Of 3 instances, greedy leads on 2, area leads on 1. area is the safest"
                                + " choice: at worst it takes 1.04 times as long as the best"
                                + " heuristic.");
    }

    @Test
    void nobodyLeadsWhereNoDifferenceIsShown() {
        Instance open =
                instance(
                        "a",
                        "greedy",
                        policy("greedy", 50_000, 1, 0, 0),
                        policy("area", 50_001, 1, 0.00002, 0.0001));
        Instance other =
                instance(
                        "b",
                        "greedy",
                        policy("greedy", 50_000, 1, 0, 0),
                        policy("area", 50_000, 1, 0, 0));
        ExperimentResults results = results(open, other);
        assertThat(new Findings(results, Map.of(), List.of()).headline())
                .isEqualTo(
                        "No policy leads on any of the 2 instances: no difference is shown between"
                                + " the first and the next.");
    }

    @Test
    void holdsTheLearnedPolicyAgainstTheOptimum() {
        ExperimentResults results =
                results(
                        instance(
                                "a",
                                "greedy",
                                policy("ds-ppo", 50_500, 1, -0.02, 0, 0, 0),
                                policy("greedy", 51_000, 1, 0, 0, 0.01, 0)),
                        instance(
                                "b",
                                "greedy",
                                policy("greedy", 50_000, 1, 0, 0),
                                policy("ds-ppo", 51_500, 1, 0.03, 0)));
        Map<String, InstanceBound> optima =
                Map.of(
                        "a", new InstanceBound(1, null, List.of(), null, null, 50_000.0),
                        "b", new InstanceBound(1, null, List.of(), null, null, 50_000.0));
        List<AcrossInstances> across = AcrossInstances.of(results.instances(), optima);
        assertThat(new Findings(results, optima, across).headline())
                .endsWith(
                        " ds-ppo takes 1.005 times as long as the best heuristic on average and"
                                + " 1.030 times on b, its worst; it is 2.00 % above the optimum on"
                                + " average and 3.00 % at worst.");
    }

    private static String sentence(Instance instance, Map<String, InstanceBound> bounds) {
        return new Findings(results(instance), bounds, List.of()).perInstance().get(0).text();
    }

    private static ExperimentDocument.Finding finding(Instance instance) {
        return new Findings(results(instance), Map.of(), List.of()).perInstance().get(0);
    }

    private static ExperimentResults results(Instance... instances) {
        return new ExperimentResults("any", "any", List.of(0L), List.of(instances));
    }

    private static Instance instance(String name, String bestHeuristic, Policy... policies) {
        return new Instance(name, "family", 1, "tasks", List.of(policies), bestHeuristic);
    }

    private static Policy policy(
            String name, double millis, double halfWidth, double difference, double differenceBy) {
        return policy(name, millis, halfWidth, difference, differenceBy, difference, differenceBy);
    }

    private static Policy policy(
            String name,
            double millis,
            double halfWidth,
            double toBest,
            double toBestBy,
            double toFirst,
            double toFirstBy) {
        int samples = Double.isNaN(halfWidth) ? 1 : 3;
        ConfidenceInterval none = new ConfidenceInterval(0, 0, samples);
        return new Policy(
                name,
                new ConfidenceInterval(millis, halfWidth, samples),
                none,
                0,
                0,
                none,
                none,
                new double[21],
                new ConfidenceInterval(toBest, toBestBy, samples),
                1 + toBest,
                1,
                0,
                0,
                new PolicyDetail(
                        new ConfidenceInterval(toFirst, toFirstBy, samples),
                        new double[samples],
                        none,
                        none,
                        new double[0],
                        List.of()));
    }
}
