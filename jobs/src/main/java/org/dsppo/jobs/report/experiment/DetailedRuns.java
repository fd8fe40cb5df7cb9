package org.dsppo.jobs.report.experiment;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dsppo.policy.lab.evaluation.Experiment;
import org.dsppo.policy.lab.evaluation.ExperimentInstance;
import org.dsppo.policy.lab.evaluation.ExperimentResults;
import org.dsppo.policy.lab.evaluation.ExperimentRunner;

/**
 * Picks the runs that the report shows over time: on the fullest instance that a page can still
 * draw bar by bar, the best policy, the best heuristic and the policy in the middle.
 */
final class DetailedRuns {

    private static final long DRAWABLE_TASKS = 2500;

    private DetailedRuns() {}

    static List<RunDetail> of(
            Experiment experiment, ExperimentResults results, ExperimentRunner runner) {
        long seed = results.seeds().get(0);
        ExperimentResults.Instance chosen = choose(results);
        ExperimentInstance instance =
                experiment.instances().stream()
                        .filter(each -> each.name().equals(chosen.name()))
                        .findFirst()
                        .orElseThrow();
        return policies(chosen).stream()
                .map(
                        policy ->
                                RunDetail.of(
                                        chosen.name(),
                                        policy,
                                        seed,
                                        runner.detail(instance, policy, seed)))
                .toList();
    }

    private static ExperimentResults.Instance choose(ExperimentResults results) {
        Comparator<ExperimentResults.Instance> bySize =
                Comparator.comparingLong(each -> tasks(results, each));
        return results.instances().stream()
                .filter(each -> tasks(results, each) <= DRAWABLE_TASKS)
                .max(bySize)
                .orElseGet(() -> results.instances().stream().min(bySize).orElseThrow());
    }

    private static long tasks(ExperimentResults results, ExperimentResults.Instance instance) {
        ExperimentResults.Policy any = instance.policies().get(0);
        return (any.finished() + any.rejected()) / results.seeds().size();
    }

    private static Set<String> policies(ExperimentResults.Instance instance) {
        Set<String> chosen = new LinkedHashSet<>();
        chosen.add(instance.policies().get(0).policy());
        if (instance.bestHeuristic() != null) {
            chosen.add(instance.bestHeuristic());
        }
        chosen.add(instance.policies().get(instance.policies().size() / 2).policy());
        return chosen;
    }
}
