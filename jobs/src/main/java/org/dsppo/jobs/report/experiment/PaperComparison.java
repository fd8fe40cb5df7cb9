package org.dsppo.jobs.report.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dsppo.jobs.report.SignificantFigures;
import org.dsppo.policy.lab.evaluation.ConfidenceInterval;
import org.dsppo.policy.lab.evaluation.ExperimentResults;
import org.dsppo.policy.lab.evaluation.ExperimentResults.Instance;
import org.dsppo.policy.lab.evaluation.ExperimentResults.Policy;

/** The paper's table of algorithms on one of its queues, and which of its claims hold here. */
final class PaperComparison {

    private static final String STABLE = "paper-stable";
    private static final String HIGH_CONCURRENCY = "paper-high-concurrency";

    /** The paper's algorithms, its own first, then those it compares with. */
    private static final List<String> ALGORITHMS =
            List.of(
                    "ds-ppo",
                    "ds-ppo-paper",
                    "dqn",
                    "reinforce",
                    "s-p-gwo",
                    "sigmoid-pso",
                    "first-fit",
                    "greedy");

    private final String experiment;
    private final List<Long> seeds;
    private final List<Instance> instances;
    private final Map<String, InstanceBound> bounds;

    private PaperComparison(ExperimentResults results, Map<String, InstanceBound> bounds) {
        this.experiment = results.experiment();
        this.seeds = results.seeds();
        this.instances = results.instances();
        this.bounds = bounds;
    }

    /** True for the experiments that repeat the paper's. */
    static boolean isAbout(String experiment) {
        return STABLE.equals(experiment) || HIGH_CONCURRENCY.equals(experiment);
    }

    static ReportSection section(ExperimentResults results, Map<String, InstanceBound> bounds) {
        return new PaperComparison(results, bounds).section();
    }

    private ReportSection section() {
        List<String> columns = new ArrayList<>(List.of("algorithm"));
        for (Instance instance : instances) {
            columns.add(instance.name() + ": completion, s");
            columns.add("waiting, s");
            columns.add("utilisation, %");
        }
        List<List<String>> rows = new ArrayList<>();
        for (String algorithm : ALGORITHMS) {
            List<String> row = new ArrayList<>(List.of(algorithm));
            for (Instance instance : instances) {
                Policy policy = find(instance, algorithm);
                row.add(policy == null ? "–" : text(policy.completionMillis(), 1e-3));
                row.add(policy == null ? "–" : text(policy.waitingMillis(), 1e-3));
                row.add(policy == null ? "–" : text(policy.utilisation(), 100));
            }
            rows.add(row);
        }
        return new ReportSection(
                "The paper's algorithms and claims",
                List.of(claims()),
                columns,
                rows,
                "Utilisation until the last end. Intervals are over seeds.");
    }

    private String claims() {
        PaperClaims claims = new PaperClaims();
        return instances.stream()
                .map(
                        instance ->
                                STABLE.equals(experiment)
                                        ? claims.onStable(situation(instance))
                                        : claims.onHighConcurrency(situation(instance)))
                .filter(text -> !text.isEmpty())
                .reduce((a, b) -> a + " " + b)
                .orElse("Too few of the paper's algorithms were run to judge its claims.");
    }

    private PaperClaims.Situation situation(Instance instance) {
        InstanceBound bound = bounds.get(instance.name());
        return new PaperClaims.Situation(
                instance.name(),
                name -> find(instance, name),
                ALGORITHMS,
                bound == null ? null : overAllSeeds(bound));
    }

    /** The linear program's bound counts if it was solved for the seeds that figures are over. */
    private double overAllSeeds(InstanceBound bound) {
        return bound.lpSeeds().containsAll(seeds) ? bound.lpMillis() : bound.lb0Millis();
    }

    private static Policy find(Instance instance, String name) {
        return instance.policies().stream()
                .filter(each -> each.policy().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static String text(ConfidenceInterval interval, double scale) {
        return SignificantFigures.of(scale * interval.mean(), scale * interval.halfWidth());
    }
}
