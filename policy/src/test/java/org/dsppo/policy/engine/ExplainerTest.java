package org.dsppo.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.TinyCatalogue;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.placement.Appraisal;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.ScoringPolicy;
import org.dsppo.policy.placement.WaitingTask;
import org.dsppo.schemas.decision.Candidate;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

class ExplainerTest {

    private static final int LIMIT = 3;

    private final List<PlacementDecision> decisions = new ArrayList<>();

    /** A fast node with one gpu and a slow one with two cpus. */
    private PlacementEngine engine(PlacementPolicy policy) {
        EngineListener listener =
                new EngineListener() {
                    @Override
                    public void decided(PlacementDecision decision) {
                        decisions.add(decision);
                    }

                    @Override
                    public void conflicted(TaskSubmitted task) {
                        throw new AssertionError(task);
                    }
                };
        PlacementEngine engine =
                new PlacementEngine(
                        "default", EngineBench.OPTIONS, policy, EngineStore.NONE, listener);
        engine.useCatalogue(
                new TinyCatalogue()
                        .cluster("edge")
                        .cluster("cloud")
                        .node("slow", "edge", 2, 0)
                        .node("fast", "cloud", 8, 1)
                        .strategy("job", "on-cpu", "edge", Map.of("cpu", 2.0), 40_000)
                        .strategy("job", "on-gpu", "cloud", Map.of("gpu", 0.75), 10_000)
                        .build(),
                0);
        for (String node : List.of("slow", "fast")) {
            String cluster = node.equals("slow") ? "edge" : "cloud";
            engine.nodeChanged(ReportedNode.up(node, cluster, 0), 0);
        }
        return engine;
    }

    private static void submit(PlacementEngine engine, String... taskIds) {
        for (String taskId : taskIds) {
            engine.submit(TaskSubmitted.of(taskId, 0, "job"), 0);
        }
    }

    @Test
    void namesNoCandidatesUnlessAsked() {
        PlacementEngine engine = engine(Baselines.named("greedy").get());
        submit(engine, "a");
        engine.decide(0);
        assertThat(decisions.get(0).candidates()).isNull();
    }

    @Test
    void namesWhatHadRoomAtTheMomentOfTheDecision() {
        PlacementEngine engine = engine(Baselines.named("greedy").get());
        engine.nameCandidates(LIMIT);
        submit(engine, "a", "b");
        engine.decide(0);
        assertThat(decisions.get(0).candidates())
                .containsExactly(
                        new Candidate("cloud", "fast", "on-gpu", -10),
                        new Candidate("edge", "slow", "on-cpu", -40));
        assertThat(decisions.get(1).candidates())
                .as("the gpu is taken by then")
                .containsExactly(new Candidate("edge", "slow", "on-cpu", -40));
    }

    @Test
    void tellsWhatIsShortByHowMuchAndThePlaceInTheQueue() {
        PlacementEngine engine = engine(Baselines.named("greedy").get());
        submit(engine, "a", "b", "c", "d");
        engine.decide(0);
        TaskExplanation why = engine.explain("d", LIMIT, 7_000);
        assertThat(why.position()).isEqualTo(2);
        assertThat(why.queueLength()).isEqualTo(2);
        assertThat(why.waitMillis()).isEqualTo(7_000);
        assertThat(why.heldBack()).isFalse();
        assertThat(why.candidates()).isEmpty();
        assertThat(why.shortages())
                .containsExactly(
                        new Shortage("on-gpu", "cloud/fast", "gpu", 0.75, 0.25),
                        new Shortage("on-cpu", "edge/slow", "cpu", 2, 0));
        assertThat(why.reason())
                .isEqualTo(
                        "not enough gpu free for any strategy, on-gpu first: needs 0.75, at most"
                                + " 0.25 free (cloud/fast)");
        assertThat(engine.explain("a", LIMIT, 7_000)).as("it was placed").isNull();
        assertThat(engine.explain("unheard-of", LIMIT, 7_000)).isNull();
    }

    @Test
    void tellsThatAPolicyHoldsBackWhatWouldFit() {
        PlacementEngine engine = engine(Baselines.named("greedy:k=2").get());
        submit(engine, "a", "b");
        engine.decide(0);
        TaskExplanation why = engine.explain("b", LIMIT, 0);
        assertThat(why.heldBack()).isTrue();
        assertThat(why.reason()).isEqualTo("held back by policy greedy:k=2");
        assertThat(why.candidates()).containsExactly(new Candidate("edge", "slow", "on-cpu", -40));
        assertThat(why.shortages())
                .containsExactly(new Shortage("on-gpu", "cloud/fast", "gpu", 0.75, 0.25));
    }

    @Test
    void asksARuleForItsChoiceWithoutChangingIt() {
        List<Appraisal> asked = new ArrayList<>();
        ScoringPolicy capped = (ScoringPolicy) Baselines.named("greedy:k=2").get();
        ScoringPolicy turns = (ScoringPolicy) Baselines.named("round-robin").get();
        PlacementEngine engine =
                engine(
                        new PlacementPolicy() {
                            @Override
                            public String name() {
                                return "curious";
                            }

                            @Override
                            public void decide(PlacementRound round) {
                                WaitingTask head = round.queue().next();
                                asked.add(capped.appraise(round, head, LIMIT));
                                asked.add(turns.appraise(round, head, LIMIT));
                                capped.decide(round);
                                asked.add(capped.appraise(round, round.queue().next(), LIMIT));
                            }
                        });
        submit(engine, "a", "b");
        engine.decide(0);
        assertThat(asked.get(0).choice().node().nodeId()).isEqualTo("fast");
        assertThat(asked.get(0).choice().score()).isEqualTo(-10);
        assertThat(asked.get(1)).as("taking turns is not repeatable").isNull();
        assertThat(asked.get(2).choice()).as("too slow for its cap").isNull();
        assertThat(asked.get(2).candidates()).hasSize(1);
        assertThat(decisions).filteredOn(d -> d.kind() == DecisionKind.ASSIGN).hasSize(1);
    }
}
