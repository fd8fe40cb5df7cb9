package org.dsppo.operators.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.engine.EngineListener;
import org.dsppo.policy.engine.EngineOptions;
import org.dsppo.policy.engine.EngineStore;
import org.dsppo.policy.engine.NodeChanged;
import org.dsppo.policy.engine.NodeCondition;
import org.dsppo.policy.engine.PlacementEngine;
import org.dsppo.policy.placement.FallbackReason;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.decision.PolicyReference;
import org.dsppo.schemas.rollout.RolloutSegment;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

/** One cell: a fast node with room for two and a slow one with room for many. */
class ServingPolicyTest {

    private static final long WINDOW_MILLIS = 1_000;
    private static final TextArtefacts FACTORY = new TextArtefacts();

    private final List<PlacementDecision> assigned = new ArrayList<>();
    private final List<FallbackReason> fallbacks = new ArrayList<>();
    private final List<PolicyReport> reports = new ArrayList<>();
    private Comparison regret = Comparison.NONE;
    private ServingPolicy serving;
    private PlacementEngine engine;
    private long nanos;
    private int submitted;

    private static PolicySeat seat(int version, String stage, String behaviour) {
        String key = PolicyBoard.keyOf("p", version);
        try {
            LoadedPolicy loaded = FACTORY.load(TextArtefacts.artefact(key, behaviour));
            return new PolicySeat(new PolicyReference("p", version, stage), loaded.maker());
        } catch (RefusedPolicyException e) {
            throw new AssertionError(e);
        }
    }

    private static ServingPlan active(String behaviour) {
        return plan(behaviour, null, null);
    }

    private static ServingPlan plan(String active, String canary, String shadow) {
        return new ServingPlan(
                active == null ? null : seat(1, "active", active),
                canary == null ? null : seat(2, "canary", canary),
                shadow == null ? null : seat(3, "shadow", shadow),
                new PolicyReference("p", 1, "active"));
    }

    private void start(ServingPlan plan, long budgetMillis) {
        ServingOptions options =
                ServingOptions.defaults().toBuilder()
                        .fallbackPolicy("greedy")
                        .referencePolicy("greedy")
                        .budgetMillis(budgetMillis)
                        .candidates(3)
                        .canarySplit(CanarySplit.WINDOWS)
                        .windowMillis(WINDOW_MILLIS)
                        .comparedPerRound(1_000)
                        .rollouts(RolloutOptions.defaults())
                        .build();
        // Every look at the clock takes a millisecond.
        serving =
                new ServingPolicy(
                        "default", options, FACTORY, plan, () -> nanos += 1_000_000, heard(), 0);
        engine =
                new PlacementEngine(
                        "default",
                        EngineOptions.defaults(),
                        serving,
                        EngineStore.NONE,
                        engineHeard());
        engine.watch(serving);
        engine.useCatalogue(catalogue(), 0);
        for (String node : List.of("fast", "slow")) {
            engine.nodeChanged(
                    new NodeChanged(
                            node,
                            "c",
                            "default",
                            Map.of("kind", node),
                            Map.of(),
                            null,
                            List.of(),
                            NodeCondition.UP,
                            0),
                    0);
        }
    }

    private ServingListener heard() {
        return new ServingListener() {
            @Override
            public void fellBack(FallbackReason why) {
                fallbacks.add(why);
            }

            @Override
            public void compared(Comparison withReference) {
                regret = regret.plus(withReference);
            }

            @Override
            public void reported(PolicyReport report) {
                reports.add(report);
            }

            @Override
            public void rolledOut(RolloutSegment segment) {
                throw new AssertionError("no learned policy decides: " + segment);
            }
        };
    }

    private EngineListener engineHeard() {
        return new EngineListener() {
            @Override
            public void decided(PlacementDecision decision) {
                if (decision.kind() == DecisionKind.ASSIGN) {
                    assigned.add(decision);
                }
            }

            @Override
            public void assigned(PlacementDecision decision, long transfer, double runtime) {
                serving.assigned(decision.waitMillis(), transfer + runtime);
            }

            @Override
            public void conflicted(TaskSubmitted task) {
                throw new AssertionError(task);
            }
        };
    }

    private static Catalogue catalogue() {
        List<NodeSpec> nodes =
                List.of(
                        new NodeSpec(
                                "fast", "c", Map.of("kind", "fast"), Map.of("cpu", 2.0), Map.of()),
                        new NodeSpec(
                                "slow", "c", Map.of("kind", "slow"), Map.of("cpu", 9.0), Map.of()));
        return new Catalogue(
                "two",
                List.of("cpu"),
                List.of(),
                List.of(new ClusterSpec("c", "edge", "default", Map.of(), Map.of())),
                nodes,
                Map.of(
                        "job",
                        List.of(
                                new ExecutionStrategy(
                                        "quick",
                                        Map.of("kind", "fast"),
                                        Map.of("cpu", 1.0),
                                        100,
                                        null),
                                new ExecutionStrategy(
                                        "long",
                                        Map.of("kind", "slow"),
                                        Map.of("cpu", 1.0),
                                        500,
                                        null))));
    }

    private void at(long millis, int tasks) {
        for (int i = 0; i < tasks; i++) {
            engine.submit(TaskSubmitted.of("t" + submitted++, millis, "job"), millis);
        }
        if (serving.turn(millis, millis)) {
            engine.wantDecision();
        }
        engine.decide(millis);
    }

    @Test
    void decidesAsTheActiveVersionAndComparesItWithTheReference() {
        start(active("first-fit:order=edge:k=9"), 0);
        at(10, 3);
        assertThat(assigned)
                .extracting(PlacementDecision::node)
                .containsExactly("fast", "fast", "slow");
        assertThat(assigned).noneMatch(PlacementDecision::fallback);
        assertThat(assigned)
                .allMatch(each -> each.policy().equals(new PolicyReference("p", 1, "active")));
        assertThat(regret).isEqualTo(new Comparison(3, 3, 3, 700, 700, 0));
        assertThat(fallbacks).isEmpty();
    }

    @Test
    void measuresHowMuchLongerChoicesTakeThanThoseOfTheReference() {
        start(active("least-allocated"), 0);
        at(10, 2);
        assertThat(assigned).extracting(PlacementDecision::node).containsExactly("slow", "slow");
        assertThat(regret).isEqualTo(new Comparison(2, 0, 2, 1_000, 200, 0));
        assertThat(regret.averageExcessMillis()).isEqualTo(400);
        assertThat(regret.agreement()).isZero();
        assertThat(regret.excess()).isEqualTo(4);
    }

    @Test
    void letsTheFallbackDecideForOneThatFails() {
        start(active("sick"), 0);
        at(10, 2);
        assertThat(assigned).hasSize(2).allMatch(PlacementDecision::fallback);
        assertThat(assigned.get(0).reason()).isEqualTo("fallback greedy: non-finite score");
        assertThat(assigned.get(0).policy().name()).isEqualTo("p");
        assertThat(fallbacks).containsExactly(FallbackReason.NON_FINITE_SCORE);
        assertThat(regret.compared()).as("the fallback is not on trial").isZero();
    }

    @Test
    void letsTheFallbackGoOnAfterAnImpossiblePlacement() {
        start(active("wrong"), 0);
        at(10, 4);
        assertThat(assigned)
                .extracting(PlacementDecision::node)
                .containsExactly("fast", "fast", "slow", "slow");
        assertThat(assigned)
                .extracting(PlacementDecision::fallback)
                .containsExactly(false, false, true, true);
        assertThat(fallbacks).containsExactly(FallbackReason.INVALID_PLACEMENT);
    }

    @Test
    void letsTheFallbackFinishWhatTakesTooLong() {
        start(active("first-fit"), 2);
        at(10, 6);
        assertThat(assigned).hasSize(6);
        assertThat(assigned)
                .extracting(PlacementDecision::fallback)
                .containsExactly(false, false, true, true, true, true);
        assertThat(fallbacks).containsExactly(FallbackReason.EXCEEDED_BUDGET);
    }

    @Test
    void hasTheFallbackDecideWhereThereIsNoPolicy() {
        start(plan(null, null, null), 0);
        at(10, 1);
        assertThat(assigned)
                .singleElement()
                .satisfies(
                        each -> {
                            assertThat(each.fallback()).isTrue();
                            assertThat(each.reason()).isEqualTo("fallback greedy: no policy");
                            assertThat(each.policy())
                                    .isEqualTo(new PolicyReference("p", 1, "active"));
                        });
    }

    @Test
    void givesAVersionOnTrialOneWindowOfEachPairInTurn() {
        start(plan("greedy", "least-allocated", null), 0);
        for (int window = 0; window < 4; window++) {
            at(window * WINDOW_MILLIS + 10, 1);
        }
        at(4 * WINDOW_MILLIS, 0);
        assertThat(assigned.stream().map(each -> each.policy().version()).toList())
                .isIn(List.of(1, 2, 2, 1), List.of(2, 1, 1, 2));
        assertThat(reports).hasSize(4);
        assertThat(reports)
                .extracting(PolicyReport::windowStartMillis)
                .containsExactly(0L, 1_000L, 2_000L, 3_000L);
        assertThat(reports)
                .extracting(PolicyReport::version)
                .isEqualTo(assigned.stream().map(each -> each.policy().version()).toList());
        assertThat(reports)
                .filteredOn(report -> report.version() == 2)
                .allMatch(report -> report.stage().equals("canary"))
                .allMatch(report -> report.excessMillis() == 400);
    }

    @Test
    void asksAShadowWithoutLettingItDecide() {
        start(plan("greedy", null, "least-allocated"), 0);
        at(10, 3);
        at(WINDOW_MILLIS, 0);
        assertThat(assigned).allMatch(each -> each.policy().version() == 1);
        assertThat(reports).hasSize(2);
        PolicyReport shadow = reports.get(1);
        assertThat(shadow.stage()).isEqualTo("shadow");
        assertThat(shadow.version()).isEqualTo(3);
        // The one that decides took 100, 100 and 500 ms; the shadow would have taken the slow node.
        assertThat(shadow.comparison()).isEqualTo(new Comparison(3, 1, 3, 1_500, 700, 0));
    }

    @Test
    void chargesAWindowWithTheWaitingInItAndWithWhatItPlaced() {
        start(active("first-fit:order=edge:k=9"), 0);
        // Two fast places and nine slow ones: four tasks of fifteen wait from 10 to 30.
        at(10, 15);
        at(20, 0);
        serving.turn(30, 30);
        at(30, 1);
        serving.turn(WINDOW_MILLIS + 30, WINDOW_MILLIS + 30);
        PolicyReport report = reports.get(0);
        assertThat(report.arrived()).isEqualTo(16);
        assertThat(report.assigned()).isEqualTo(11);
        assertThat(report.waitingMillis()).isEqualTo(4 * 20 + 5 * WINDOW_MILLIS);
        assertThat(report.waitedMillis()).isZero();
        assertThat(report.excessMillis()).isEqualTo(9 * 400);
        assertThat(report.shortestMillis()).isEqualTo(11 * 100);
    }

    @Test
    void changesThePlanAtOnce() {
        start(active("greedy"), 0);
        at(10, 1);
        serving.use(active("least-allocated"), 20);
        at(20, 1);
        assertThat(assigned).extracting(PlacementDecision::node).containsExactly("fast", "slow");
        assertThat(reports).singleElement().matches(report -> report.assigned() == 1);
    }

    @Test
    void keepsWhatTheActiveVersionKnowsWhenAnotherComesOrGoes() {
        ServingPlan alone = active("round-robin");
        start(alone, 0);
        at(10, 1);
        PolicySeat shadow = seat(3, "shadow", "greedy");
        serving.use(new ServingPlan(alone.active(), null, shadow, alone.wanted()), 20);
        at(20, 1);
        serving.use(alone, 30);
        at(30, 1);
        // Beginning anew, it would take the same node every time.
        assertThat(assigned)
                .extracting(PlacementDecision::node)
                .containsExactly("fast", "slow", "fast");
    }
}
