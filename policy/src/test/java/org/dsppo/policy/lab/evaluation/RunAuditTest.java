package org.dsppo.policy.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.simulation.AttemptOutcome;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.junit.jupiter.api.Test;

/** A clean run is broken in one way at a time; the audit must name just that. */
class RunAuditTest {

    private static final Workload WORKLOAD =
            WorkloadGenerator.generate(
                    BuiltinCatalogues.named("ii5"), WorkloadRecipe.HIGH_CONCURRENCY, 7);
    private static final List<ExecutedDecision> CLEAN =
            Simulator.run(WORKLOAD, Baselines.named("greedy")).decisions();

    @Test
    void findsNothingInACleanRun() {
        assertThat(audit(CLEAN)).isEmpty();
    }

    @Test
    void findsATaskThatNeverFinished() {
        assertThat(audit(CLEAN.subList(1, CLEAN.size()))).containsExactly("never_finished");
    }

    @Test
    void findsAnAttemptPlacedTwice() {
        List<ExecutedDecision> twice = new ArrayList<>(CLEAN);
        twice.add(CLEAN.get(5));
        assertThat(audit(twice)).containsExactly("attempt_placed_twice");
    }

    @Test
    void findsAWrongDuration() {
        assertThat(audit(changed(3, e -> ending(e, e.finishedAtMillis() - 5_000))))
                .containsExactly("wrong_duration");
    }

    @Test
    void findsADecisionBeforeSubmission() {
        assertThat(audit(changed(0, RunAuditTest::decidedEarlier)))
                .containsExactly("decided_before_submission");
    }

    @Test
    void findsAnUnknownNode() {
        assertThat(audit(changed(0, e -> on(e, "nowhere", "cloud", "cloud-gpu"))))
                .containsExactlyInAnyOrder("unknown_node", "never_finished");
    }

    @Test
    void findsAStrategyThatIsNotForTheNode() {
        assertThat(audit(changed(0, e -> on(e, "end-00", "end", "cloud-gpu"))))
                .containsExactlyInAnyOrder("strategy_not_for_node", "never_finished");
    }

    @Test
    void findsARefusalWithoutCause() {
        ExecutedDecision first = CLEAN.get(0);
        PlacementDecision d = first.decision();
        ExecutedDecision refused =
                new ExecutedDecision(
                        with(d, DecisionKind.REJECT, null, null, null),
                        first.decidedAtMillis(),
                        null,
                        null,
                        null);
        assertThat(audit(changed(0, e -> refused))).containsExactly("rejected_without_cause");
    }

    @Test
    void findsAnOverfullNode() {
        List<ExecutedDecision> crowded =
                CLEAN.stream()
                        .map(
                                e ->
                                        e.decision().node().startsWith("cloud")
                                                ? on(
                                                        e,
                                                        "cloud-00",
                                                        "cloud",
                                                        e.decision().strategy())
                                                : e)
                        .toList();
        assertThat(audit(crowded)).isNotEmpty().containsOnly("over_capacity");
    }

    private static List<ExecutedDecision> changed(
            int index, UnaryOperator<ExecutedDecision> change) {
        List<ExecutedDecision> decisions = new ArrayList<>(CLEAN);
        decisions.set(index, change.apply(decisions.get(index)));
        return decisions;
    }

    private static ExecutedDecision ending(ExecutedDecision e, double atMillis) {
        return new ExecutedDecision(
                e.decision(),
                e.decidedAtMillis(),
                e.startedAtMillis(),
                atMillis,
                AttemptOutcome.FINISHED);
    }

    private static ExecutedDecision decidedEarlier(ExecutedDecision e) {
        return new ExecutedDecision(
                e.decision(),
                e.decidedAtMillis() - 10,
                e.startedAtMillis(),
                e.finishedAtMillis(),
                e.outcome());
    }

    private static ExecutedDecision on(
            ExecutedDecision e, String node, String cluster, String strategy) {
        return new ExecutedDecision(
                with(e.decision(), DecisionKind.ASSIGN, cluster, node, strategy),
                e.decidedAtMillis(),
                e.startedAtMillis(),
                e.finishedAtMillis(),
                e.outcome());
    }

    private static PlacementDecision with(
            PlacementDecision d, DecisionKind kind, String cluster, String node, String strategy) {
        return new PlacementDecision(
                d.decisionId(),
                d.taskId(),
                d.attempt(),
                d.cell(),
                d.epoch(),
                kind,
                cluster,
                node,
                strategy,
                d.share(),
                d.devices(),
                d.decidedAtMillis(),
                d.waitMillis(),
                d.policy(),
                d.fallback(),
                d.reason(),
                d.candidates());
    }

    private static List<String> audit(List<ExecutedDecision> decisions) {
        return RunAudit.of(
                        ExecutedRun.of(
                                WORKLOAD.catalogue(),
                                WORKLOAD.tasks(),
                                decisions,
                                AuditTolerance.EXACT))
                .stream()
                .map(Violation::kind)
                .distinct()
                .toList();
    }
}
