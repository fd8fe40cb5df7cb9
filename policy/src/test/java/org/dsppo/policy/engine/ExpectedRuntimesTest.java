package org.dsppo.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.TinyCatalogue;
import org.dsppo.policy.lab.selection.Policies;
import org.dsppo.policy.placement.CompletionRanking;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.RunningTask;
import org.dsppo.policy.placement.ScoredPlace;
import org.dsppo.policy.placement.WaitingTask;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.Elastic;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes a and b take one job at a time, which is listed with 10 s on either. */
class ExpectedRuntimesTest {

    private static final long NOW = 1_000;
    private static final Catalogue CATALOGUE =
            new TinyCatalogue()
                    .cluster("x")
                    .node("a", "x", 1, 0)
                    .node("b", "x", 1, 0)
                    .strategy("job", "run", null, Map.of("cpu", 1.0), 10_000)
                    .strategy("other", "walk", null, Map.of("cpu", 1.0), 10_000)
                    .build();

    private final Map<String, String> places = new HashMap<>();
    private final List<Double> estimates = new ArrayList<>();
    private final MemoryStore store = new MemoryStore();

    /** Remembers where tasks go and what they are expected to take. */
    private final class Memory implements EngineListener {
        @Override
        public void decided(PlacementDecision decision) {
            if (decision.kind() == DecisionKind.ASSIGN) {
                places.put(decision.taskId(), decision.node());
            }
        }

        @Override
        public void assigned(PlacementDecision decision, long transferMillis, double millis) {
            estimates.add(millis);
        }

        @Override
        public void conflicted(TaskSubmitted task) {}
    }

    private PlacementEngine engine(PlacementPolicy policy) {
        PlacementEngine engine =
                new PlacementEngine(
                        "default", EngineOptions.defaults(), policy, store, new Memory());
        engine.useCatalogue(CATALOGUE, NOW);
        return engine;
    }

    private PlacementEngine engine(
            String policy, Map<String, Double> expectedOnA, Map<String, Double> expectedOnB) {
        PlacementEngine engine = engine(Policies.named(policy).get());
        engine.nodeChanged(node("a", expectedOnA), NOW);
        engine.nodeChanged(node("b", expectedOnB), NOW);
        return engine;
    }

    private static NodeChanged node(String nodeId, Map<String, Double> expectedMillis) {
        return ReportedNode.up(nodeId, "x", expectedMillis, NOW);
    }

    private static TaskSubmitted task(String taskId, String taskClass, double runtimeScale) {
        return new TaskSubmitted(
                taskId, NOW, taskClass, 0, runtimeScale, null, null, 0, null, null, null);
    }

    private static List<Long> ends(PlacementEngine engine) {
        List<Long> ends = new ArrayList<>();
        for (NodeView node : engine.nodes()) {
            for (RunningTask task : node.running()) {
                ends.add(task.expectedEndMillis());
            }
        }
        return ends;
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimum-completion-time", "ds-ppo"})
    void aTaskGoesWhereItIsExpectedToBeDoneSooner(String policy) {
        PlacementEngine engine = engine(policy, Map.of("run", 8_000.0), Map.of("run", 3_000.0));
        engine.submit(task("t", "job", 2), NOW);
        engine.decide(NOW);

        assertThat(places).containsEntry("t", "b");
        assertThat(estimates).containsExactly(6_000.0);
        assertThat(ends(engine)).containsExactly(7_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimum-completion-time", "ds-ppo"})
    void whatIsExpectedOfAnotherStrategyDoesNotMatter(String policy) {
        PlacementEngine engine = engine(policy, Map.of("walk", 8_000.0), Map.of("walk", 3_000.0));
        engine.submit(task("t", "job", 2), NOW);
        engine.decide(NOW);

        assertThat(places).containsEntry("t", "a");
        assertThat(estimates).containsExactly(20_000.0);
    }

    @Test
    void minimumCompletionTimeWaitsForTheNodeIfThatIsSoonerStill() {
        PlacementEngine engine =
                engine("minimum-completion-time", Map.of("run", 8_000.0), Map.of("run", 3_000.0));
        engine.submit(task("t0", "job", 1), NOW);
        engine.submit(task("t1", "job", 1), NOW);
        engine.submit(task("t2", "job", 1), NOW);
        engine.decide(NOW);

        // On b the second is done after 6 s and the third after 9 s, on a after 8 s.
        assertThat(places).containsOnly(Map.entry("t0", "b"), Map.entry("t2", "a"));
    }

    @Test
    void whatIsNoLongerExpectedIsAsListed() {
        PlacementEngine engine =
                engine("minimum-completion-time", Map.of("run", 8_000.0), Map.of("run", 9_000.0));
        engine.nodeChanged(node("a", null), NOW);
        engine.submit(task("t", "job", 1), NOW);
        engine.decide(NOW);

        assertThat(places).containsEntry("t", "b");
        assertThat(estimates).containsExactly(9_000.0);
    }

    @Test
    void whatIsExpectedOutlivesAnotherCatalogueAndACrash() {
        engine("greedy", Map.of("run", 8_000.0), Map.of("run", 3_000.0));
        PlacementEngine restored = engine(Policies.named("minimum-completion-time").get());
        store.copy().restoreInto(restored, NOW);
        restored.useCatalogue(CATALOGUE, NOW);
        restored.submit(task("t", "job", 1), NOW);
        restored.decide(NOW);

        assertThat(places).containsEntry("t", "b");
        assertThat(ends(restored)).containsExactly(4_000L);
    }

    /** Scores of the place on a of every task, by the clock. */
    private static final class Ranking implements PlacementPolicy {
        private final List<ScoredPlace> places = new ArrayList<>();

        @Override
        public String name() {
            return "ranking";
        }

        @Override
        public void decide(PlacementRound round) {
            for (WaitingTask task : round.arrivals()) {
                places.addAll(CompletionRanking.of(round, task, 3));
            }
        }
    }

    @Test
    void candidatesOfADecisionAreScoredByIt() {
        Ranking ranking = new Ranking();
        PlacementEngine engine = engine(ranking);
        engine.nodeChanged(node("a", Map.of("run", 2_500.0)), NOW);
        engine.submit(task("t", "job", 2), NOW);
        engine.submit(task("u", "other", 2), NOW);
        engine.decide(NOW);

        assertThat(ranking.places).extracting(ScoredPlace::score).containsExactly(-5.0, -20.0);
    }

    @Test
    void aChosenShareCountsOnTop() {
        Elastic elastic = new Elastic("cpu", 0.1, 1.0, 0, 9);
        Catalogue catalogue =
                new TinyCatalogue()
                        .cluster("x")
                        .node("a", "x", 1, 0)
                        .strategy(
                                "job",
                                TinyCatalogue.strategy(
                                        "run", null, Map.of("cpu", 1.0), 10_000, elastic))
                        .build();
        List<Double> seen = new ArrayList<>();
        PlacementEngine engine =
                engine(
                        new PlacementPolicy() {
                            @Override
                            public String name() {
                                return "half";
                            }

                            @Override
                            public void decide(PlacementRound round) {
                                WaitingTask task = round.arrivals().get(0);
                                NodeView node = round.nodes().get(0);
                                var run = task.strategies().listed().get(0);
                                seen.add(node.runtimeMillis(run, 1, 0.5));
                                seen.add(run.exactRuntimeMillis(1, 0.5));
                            }
                        });
        engine.useCatalogue(catalogue, NOW);
        engine.nodeChanged(node("a", Map.of("run", 20_000.0)), NOW);
        engine.submit(task("t", "job", 1), NOW);
        engine.decide(NOW);

        assertThat(seen.get(0)).isEqualTo(2 * seen.get(1)).isGreaterThan(20_000);
    }
}
