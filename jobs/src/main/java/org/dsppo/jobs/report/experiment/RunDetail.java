package org.dsppo.jobs.report.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dsppo.policy.lab.evaluation.ExecutedRun;
import org.dsppo.policy.lab.evaluation.UtilisationTimeline;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * One run in full, for the views over time. Bars refer to names by index, which keeps the page
 * small.
 *
 * @param instance name of the instance
 * @param policy name of the policy
 * @param seed seed of the workload
 * @param utilisation used share over time
 * @param nodes names of the nodes, in catalogue order
 * @param clusters cluster of each node
 * @param classes names of task classes
 * @param strategies names of strategies
 * @param outcomes names of outcomes
 * @param tasks task of each bar
 * @param bars per attempt: node, class, strategy, outcome, attempt, submitted, start and end in
 *     milliseconds
 * @param attempts number of attempts in the run; more than there are bars if the view is cut off
 */
record RunDetail(
        String instance,
        String policy,
        long seed,
        UtilisationTimeline utilisation,
        List<String> nodes,
        List<String> clusters,
        List<String> classes,
        List<String> strategies,
        List<String> outcomes,
        List<String> tasks,
        List<long[]> bars,
        int attempts) {

    private static final int STEPS = 150;
    private static final int MOST_BARS = 6000;

    /** Names in the order of their first use. */
    private static final class Names {
        private final Map<String, Integer> indices = new LinkedHashMap<>();

        int indexOf(String name) {
            Integer known = indices.putIfAbsent(name, indices.size());
            return known == null ? indices.size() - 1 : known;
        }

        List<String> list() {
            return List.copyOf(indices.keySet());
        }
    }

    static RunDetail of(String instance, String policy, long seed, ExecutedRun run) {
        Names nodes = new Names();
        run.catalogue().nodes().forEach(node -> nodes.indexOf(node.name()));
        Names classes = new Names();
        Names strategies = new Names();
        Names outcomes = new Names();
        List<String> tasks = new ArrayList<>();
        List<long[]> bars = new ArrayList<>();
        int attempts = 0;
        for (ExecutedDecision executed : run.decisions()) {
            if (executed.startedAtMillis() == null || executed.finishedAtMillis() == null) {
                continue;
            }
            attempts++;
            if (bars.size() == MOST_BARS) {
                continue;
            }
            PlacementDecision decision = executed.decision();
            TaskSubmitted task = run.tasks().submission(decision.taskId());
            String taskClass = task.taskClass() == null ? "own strategies" : task.taskClass();
            tasks.add(decision.taskId());
            bars.add(
                    new long[] {
                        nodes.indexOf(decision.nodeName()),
                        classes.indexOf(taskClass),
                        strategies.indexOf(decision.strategy()),
                        outcomes.indexOf(executed.outcome().name().toLowerCase(Locale.ROOT)),
                        decision.attempt(),
                        task.submittedAtMillis(),
                        Math.round(executed.startedAtMillis()),
                        Math.round(executed.finishedAtMillis())
                    });
        }
        return new RunDetail(
                instance,
                policy,
                seed,
                UtilisationTimeline.of(run, STEPS),
                nodes.list(),
                run.catalogue().nodes().stream().map(NodeSpec::cluster).toList(),
                classes.list(),
                strategies.list(),
                outcomes.list(),
                tasks,
                bars,
                attempts);
    }
}
