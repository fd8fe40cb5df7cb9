package org.dsppo.policy.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.evaluation.RunDistribution.ClassFigures;
import org.dsppo.policy.lab.simulation.NodeOutage;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.codec.InvalidMessageException;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

/** One node that runs one task at a time: everything can be worked out by hand. */
final class RunDistributionTest {

    private static final String CLUSTER =
            """
            {"name": "one", "resources": ["cpu"],
             "clusters": [{"id": "edge", "tier": "edge"}],
             "nodes": [{"nodeId": "n1", "cluster": "edge", "labels": {}, "capacity": {"cpu": 1}}],
             "classes": {
               "c": [{"id": "s", "nodeSelector": {}, "demand": {"cpu": 1}, "runtimeMillis": 1000}],
               "d": [{"id": "s", "nodeSelector": {}, "demand": {"cpu": 1}, "runtimeMillis": 500}]}}
            """;

    private static Catalogue catalogue() throws InvalidMessageException {
        return MessageCodecs.CATALOGUE.decode(CLUSTER.getBytes(StandardCharsets.UTF_8));
    }

    private static ExecutedRun run(List<NodeOutage> outages) throws InvalidMessageException {
        // c runs from 0 to 1000, d waits from 400 and runs to 1500, the last runs from 5000 to
        // 6000.
        List<TaskMessage> tasks =
                List.of(
                        TaskMessage.of(TaskSubmitted.of("a", 0, "c")),
                        TaskMessage.of(TaskSubmitted.of("b", 400, "d")),
                        TaskMessage.of(TaskSubmitted.of("e", 5000, "c")));
        Workload workload = new Workload("one", catalogue(), tasks, outages);
        return ExecutedRun.of(Simulator.run(workload, Baselines.named("first-fit")));
    }

    @Test
    void spreadsCompletionOverQuantilesAndClasses() throws InvalidMessageException {
        RunDistribution spread = RunDistribution.of(run(List.of()));

        // Completions are 1000, 1000 and 1100: the largest is that of more than two thirds.
        assertThat(spread.completionQuantilesMillis()[Quantiles.LEVELS.indexOf(0.0)])
                .isEqualTo(1000);
        assertThat(spread.completionQuantilesMillis()[Quantiles.LEVELS.indexOf(65.0)])
                .isEqualTo(1000);
        assertThat(spread.completionQuantilesMillis()[Quantiles.LEVELS.indexOf(70.0)])
                .isEqualTo(1100);
        assertThat(spread.completionQuantilesMillis()[Quantiles.LEVELS.indexOf(100.0)])
                .isEqualTo(1100);
        assertThat(spread.classes())
                .containsExactly(
                        new ClassFigures("c", 2, 1000, 0, 1000),
                        new ClassFigures("d", 1, 1100, 600, 1100));
    }

    @Test
    void countsWhoWaitsInEachStep() throws InvalidMessageException {
        // b waits from 400 to 1000; six steps of a second.
        QueueTimeline queue = QueueTimeline.of(run(List.of()), 6);
        assertThat(queue.stepMillis()).isEqualTo(1000);
        assertThat(queue.waiting())
                .containsExactly(new double[] {0.6, 0, 0, 0, 0, 0}, within(1e-9));
    }

    @Test
    void aTaskWhoseAttemptIsLostWaitsAgain() throws InvalidMessageException {
        // The node is away from 500 to 3500: a runs to 500 and again from its return, b after it.
        ExecutedRun run = run(List.of(new NodeOutage("n1", 500, 3500)));
        double end =
                run.decisions().stream()
                        .mapToDouble(each -> each.finishedAtMillis())
                        .max()
                        .orElseThrow();
        double secondStart =
                run.decisions().stream()
                        .filter(each -> each.decision().taskId().equals("a"))
                        .mapToDouble(each -> each.startedAtMillis())
                        .max()
                        .orElseThrow();
        assertThat(secondStart).isGreaterThanOrEqualTo(3500);
        QueueTimeline queue = QueueTimeline.of(run, 100);
        double area = 0;
        for (double each : queue.waiting()) {
            area += each * queue.stepMillis();
        }
        double waited = 0;
        for (String id : List.of("a", "b", "e")) {
            double since = run.tasks().submission(id).submittedAtMillis();
            for (var each :
                    run.decisions().stream()
                            .filter(decision -> decision.decision().taskId().equals(id))
                            .toList()) {
                waited += each.startedAtMillis() - since;
                since = each.finishedAtMillis();
            }
        }
        assertThat(end).isGreaterThan(5500);
        assertThat(waited).isGreaterThan(5000);
        assertThat(area).isCloseTo(waited, within(1e-6));
    }
}
