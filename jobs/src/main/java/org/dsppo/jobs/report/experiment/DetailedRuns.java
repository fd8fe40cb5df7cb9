package org.dsppo.jobs.report.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dsppo.policy.lab.evaluation.ExecutedRun;
import org.dsppo.policy.lab.evaluation.Experiment;
import org.dsppo.policy.lab.evaluation.ExperimentInstance;
import org.dsppo.policy.lab.evaluation.ExperimentResults;
import org.dsppo.policy.lab.evaluation.ExperimentRunner;
import org.dsppo.policy.lab.evaluation.QueueTimeline;
import org.dsppo.policy.lab.selection.Policies;

/**
 * Runs that the report shows over time, all of one seed of the fullest instance that a page can
 * still draw bar by bar: the best policy, the best heuristic and the policy in the middle in full,
 * and the queues of some more.
 *
 * @param runs in full
 * @param queues tasks that waited, by policy
 */
record DetailedRuns(List<RunDetail> runs, Map<String, QueueTimeline> queues) {

    private static final int MOST_QUEUES = 8;
    private static final int QUEUE_STEPS = 300;

    private static final long DRAWABLE_TASKS = 2500;

    /**
     * Runs them.
     *
     * @param requested policies that were asked for, whose queues come first
     */
    static DetailedRuns of(
            Experiment experiment,
            ExperimentResults results,
            List<String> requested,
            ExperimentRunner runner) {
        long seed = results.seeds().get(0);
        ExperimentResults.Instance chosen = choose(results);
        ExperimentInstance instance =
                experiment.instances().stream()
                        .filter(each -> each.name().equals(chosen.name()))
                        .findFirst()
                        .orElseThrow();
        Set<String> inFull = policies(chosen);
        List<RunDetail> runs = new ArrayList<>();
        Map<String, QueueTimeline> queues = new LinkedHashMap<>();
        for (String policy : withQueues(inFull, requested)) {
            ExecutedRun run = runner.detail(instance, policy, seed);
            queues.put(policy, QueueTimeline.of(run, QUEUE_STEPS));
            if (inFull.contains(policy)) {
                runs.add(RunDetail.of(chosen.name(), policy, seed, run));
            }
        }
        return new DetailedRuns(runs, queues);
    }

    private static Set<String> withQueues(Set<String> inFull, List<String> requested) {
        Set<String> chosen = new LinkedHashSet<>(inFull);
        if (requested.contains(Policies.DS_PPO)) {
            chosen.add(Policies.DS_PPO);
        }
        requested.stream()
                .limit(MOST_QUEUES)
                .filter(each -> chosen.size() < MOST_QUEUES)
                .forEach(chosen::add);
        return chosen;
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
