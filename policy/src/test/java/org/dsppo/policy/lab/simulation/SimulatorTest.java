package org.dsppo.policy.lab.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.dsppo.policy.TinyCatalogue;
import org.dsppo.policy.engine.EngineOptions;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.WaitingTask;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.task.TaskCancelled;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

class SimulatorTest {

    private static final Supplier<PlacementPolicy> GREEDY = Baselines.named("greedy");

    /** One node with room for one task of 10 s at a time. */
    private static final Catalogue ONE_SEAT =
            new TinyCatalogue()
                    .cluster("c")
                    .node("a", "c", 1, 0)
                    .strategy("job", "run", null, Map.of("cpu", 1.0), 10_000)
                    .build();

    private static TaskMessage task(String taskId, long atMillis) {
        return TaskMessage.of(TaskSubmitted.of(taskId, atMillis, "job"));
    }

    private static TaskMessage cancel(String taskId, long atMillis) {
        return TaskMessage.of(new TaskCancelled(taskId, atMillis, null));
    }

    private static List<ExecutedDecision> run(Catalogue catalogue, TaskMessage... tasks) {
        return Simulator.run(Workload.of("test", catalogue, List.of(tasks)), GREEDY).decisions();
    }

    /** Writes down every round: when, who waits, how many attempts hold resources. */
    private static final class Watching implements PlacementPolicy {
        private final List<String> rounds = new ArrayList<>();
        private final PlacementPolicy inner = GREEDY.get();

        @Override
        public String name() {
            return "watching";
        }

        @Override
        public void decide(PlacementRound round) {
            int holders = round.nodes().stream().mapToInt(NodeView::holders).sum();
            rounds.add(round.nowMillis() + ": " + round.waiting() + " wait, " + holders + " run");
            inner.decide(round);
        }
    }

    @Test
    void completionsComeBeforeArrivalsAndThePolicyDecidesOncePerInstant() {
        Watching policy = new Watching();
        Workload workload =
                Workload.of(
                        "test",
                        ONE_SEAT,
                        List.of(task("t1", 0), task("t2", 10_000), task("t3", 10_000)));
        List<ExecutedDecision> decisions = Simulator.run(workload, () -> policy).decisions();
        assertThat(policy.rounds)
                .containsExactly(
                        "0: 1 wait, 0 run", "10000: 2 wait, 0 run", "20000: 1 wait, 0 run");
        assertThat(decisions)
                .extracting(
                        each -> each.decision().taskId(),
                        ExecutedDecision::startedAtMillis,
                        ExecutedDecision::finishedAtMillis)
                .containsExactly(
                        tuple("t1", 0.0, 10_000.0),
                        tuple("t2", 10_000.0, 20_000.0),
                        tuple("t3", 20_000.0, 30_000.0));
    }

    @Test
    void sameWorkloadGivesTheSameDecisionsToTheBit() {
        Random random = new Random(7);
        List<TaskMessage> tasks = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            tasks.add(
                    TaskMessage.of(
                            TaskSubmitted.of("t" + i, 20L * i, "job")
                                    .scaledBy(0.5 + random.nextDouble())));
        }
        Catalogue catalogue =
                new TinyCatalogue()
                        .cluster("c")
                        .node("a", "c", 4, 0)
                        .node("b", "c", 2, 0)
                        .strategy("job", "wide", null, Map.of("cpu", 1.5), 90)
                        .strategy("job", "slim", null, Map.of("cpu", 0.7), 210)
                        .build();
        List<NodeOutage> outages = List.of(new NodeOutage("c/b", 3_000, 6_000));
        Workload workload = new Workload("test", catalogue, tasks, outages);
        List<ExecutedDecision> first = Simulator.run(workload, GREEDY).decisions();
        assertThat(first).hasSizeGreaterThan(300);
        assertThat(Simulator.run(workload, GREEDY).decisions()).isEqualTo(first);
    }

    @Test
    void transferDelaysTheStartAndHoldsResourcesMeanwhile() {
        Catalogue catalogue =
                new TinyCatalogue()
                        .cluster("home")
                        .cluster("away", "default", Map.of("home", 40.0), Map.of("home", 8.0))
                        .node("a", "away", 1, 0)
                        .strategy("job", "run", null, Map.of("cpu", 1.0), 1_000)
                        .build();
        TaskMessage far =
                TaskMessage.of(
                        new TaskSubmitted(
                                "far", 0, "job", 0, 1, null, "home", 500_000, null, null, null));
        List<ExecutedDecision> decisions = run(catalogue, far, task("near", 1));
        // 40 ms + 4 Mbit at 8 Mbit/s = 540 ms.
        assertThat(decisions)
                .extracting(
                        each -> each.decision().taskId(),
                        ExecutedDecision::decidedAtMillis,
                        ExecutedDecision::startedAtMillis,
                        ExecutedDecision::finishedAtMillis)
                .containsExactly(
                        tuple("far", 0.0, 540.0, 1_540.0),
                        tuple("near", 1_540.0, 1_540.0, 2_540.0));
    }

    @Test
    void outageLosesWhatRunsAndItsTasksComeBackAsTheNextAttempt() {
        Workload workload =
                new Workload(
                        "test",
                        ONE_SEAT,
                        List.of(task("t1", 0)),
                        List.of(new NodeOutage("c/a", 4_000, 20_000)));
        // The node shows that it no longer runs the first attempt 5 s after its return.
        assertThat(Simulator.run(workload, GREEDY).decisions())
                .extracting(
                        each -> each.decision().decisionId(),
                        ExecutedDecision::outcome,
                        ExecutedDecision::decidedAtMillis,
                        ExecutedDecision::finishedAtMillis)
                .containsExactly(
                        tuple("t1#1", AttemptOutcome.LOST, 0.0, 4_000.0),
                        tuple("t1#2", AttemptOutcome.FINISHED, 20_000.0, 30_000.0));
    }

    @Test
    void nodeIsOutUntilTheLastOfItsOutagesIsOver() {
        Workload workload =
                new Workload(
                        "test",
                        ONE_SEAT,
                        List.of(task("t1", 1_500)),
                        List.of(
                                new NodeOutage("c/a", 0, 1_000),
                                // Overlapping; and the report that follows the first return falls
                                // into it.
                                new NodeOutage("c/a", 2_000, 60_000),
                                new NodeOutage("c/a", 3_000, 50_000)));
        assertThat(Simulator.run(workload, GREEDY).decisions())
                .extracting(each -> each.decision().decisionId(), ExecutedDecision::decidedAtMillis)
                .containsExactly(tuple("t1#1", 1_500.0), tuple("t1#2", 60_000.0));
    }

    @Test
    void waitingTaskIsRejectedAndRunningOneStoppedWhenCancelled() {
        List<ExecutedDecision> decisions =
                run(
                        ONE_SEAT,
                        task("t1", 0),
                        task("t2", 1),
                        task("t3", 2),
                        cancel("t2", 3_000),
                        cancel("t1", 4_000));
        assertThat(decisions)
                .extracting(
                        each -> each.decision().decisionId(),
                        each -> each.decision().kind(),
                        ExecutedDecision::outcome,
                        ExecutedDecision::finishedAtMillis)
                .containsExactly(
                        tuple("t1#1", DecisionKind.ASSIGN, AttemptOutcome.CANCELLED, 4_000.0),
                        tuple("t2#1", DecisionKind.REJECT, null, null),
                        tuple("t1#1", DecisionKind.REJECT, null, null),
                        tuple("t3#1", DecisionKind.ASSIGN, AttemptOutcome.FINISHED, 14_000.0));
    }

    @Test
    void cellsAreScheduledApart() {
        Catalogue catalogue =
                new TinyCatalogue()
                        .cluster("c1", "one", Map.of(), Map.of())
                        .cluster("c2", "two", Map.of(), Map.of())
                        .node("a", "c1", 1, 0)
                        .node("b", "c2", 1, 0)
                        .strategy("job", "run", null, Map.of("cpu", 1.0), 10_000)
                        .build();
        List<ExecutedDecision> decisions =
                run(catalogue, inCell("t1", "one"), inCell("t2", "one"), inCell("t3", "two"));
        assertThat(decisions)
                .extracting(
                        each -> each.decision().taskId(),
                        each -> each.decision().cell(),
                        each -> each.decision().node(),
                        ExecutedDecision::decidedAtMillis)
                .containsExactly(
                        tuple("t1", "one", "a", 0.0),
                        tuple("t3", "two", "b", 0.0),
                        tuple("t2", "one", "a", 10_000.0));
        assertThat(run(catalogue, inCell("t1", "three"), inCell("t2", "two")))
                .extracting(
                        each -> each.decision().taskId(),
                        each -> each.decision().kind(),
                        each -> each.decision().reason())
                .containsExactly(
                        tuple("t1", DecisionKind.REJECT, "no cluster is of cell three"),
                        tuple("t2", DecisionKind.ASSIGN, null));
    }

    private static TaskMessage inCell(String taskId, String cell) {
        return TaskMessage.of(
                new TaskSubmitted(taskId, 0, "job", 0, 1, null, null, 0, cell, null, null));
    }

    @Test
    void tasksThatWaitForEverAreFoundOut() {
        Workload workload =
                new Workload(
                        "test",
                        ONE_SEAT,
                        List.of(task("t1", 1), task("t2", 1)),
                        List.of(new NodeOutage("c/a", 0, Long.MAX_VALUE)));
        assertThatThrownBy(() -> Simulator.run(workload, Baselines.named("greedy")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("greedy")
                .hasMessageContaining("2 tasks");
    }

    @Test
    void trueRunTimesMayDifferFromEstimatesAndKeepTheirFractions() {
        Workload workload = Workload.of("test", ONE_SEAT, List.of(task("t1", 0), task("t2", 0)));
        List<ExecutedDecision> decisions =
                Simulator.run(
                                workload,
                                GREEDY,
                                EngineOptions.defaults(),
                                (task, estimateMillis) -> estimateMillis * 0.12345678)
                        .decisions();
        assertThat(decisions)
                .extracting(ExecutedDecision::startedAtMillis, ExecutedDecision::finishedAtMillis)
                .containsExactly(tuple(0.0, 1234.568), tuple(1234.568, 2469.136));
    }

    @Test
    void placingWhatDoesNotFitIsRefused() {
        PlacementPolicy reckless =
                new PlacementPolicy() {
                    @Override
                    public String name() {
                        return "reckless";
                    }

                    @Override
                    public void decide(PlacementRound round) {
                        while (round.waiting() > 0) {
                            WaitingTask task = round.groups().get(0).head();
                            Strategy strategy = task.strategies().listed().get(0);
                            round.assign(task, strategy, round.nodes().get(0));
                        }
                    }
                };
        Workload workload = Workload.of("test", ONE_SEAT, List.of(task("t1", 0), task("t2", 0)));
        assertThatThrownBy(() -> Simulator.run(workload, () -> reckless))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("reckless")
                .hasMessageContaining("t2")
                .hasMessageContaining("does not fit");
    }
}
