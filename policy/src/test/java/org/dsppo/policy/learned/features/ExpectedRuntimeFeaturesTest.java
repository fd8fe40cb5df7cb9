package org.dsppo.policy.learned.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.dsppo.policy.TinyCatalogue;
import org.dsppo.policy.engine.EngineListener;
import org.dsppo.policy.engine.EngineOptions;
import org.dsppo.policy.engine.EngineStore;
import org.dsppo.policy.engine.PlacementEngine;
import org.dsppo.policy.engine.ReportedNode;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a node is expected to take, in the features of a job that is listed with 10 s. */
class ExpectedRuntimeFeaturesTest {

    private static final int RUNTIME = CandidateFeature.RUNTIME.ordinal();

    /** Looks at the only candidate of a round. */
    private static final class Looker implements PlacementPolicy {
        private final CellFeatures features = new CellFeatures();
        private final NodeChoice choice;
        private String node;
        private double runtimeMillis;
        private float runtime;

        Looker(NodeChoice choice) {
            this.choice = choice;
        }

        @Override
        public String name() {
            return "looker";
        }

        @Override
        public void decide(PlacementRound round) {
            features.begin(round);
            CandidateSet candidates = features.candidates(choice);
            assertThat(candidates.size()).isOne();
            node = candidates.node(0).nodeId();
            runtimeMillis = candidates.runtimeMillis(0);
            runtime = candidates.rows()[RUNTIME];
        }
    }

    private final EngineListener nobody =
            new EngineListener() {
                @Override
                public void decided(PlacementDecision decision) {}

                @Override
                public void conflicted(TaskSubmitted task) {}
            };

    private PlacementEngine engine(PlacementPolicy policy) {
        PlacementEngine engine =
                new PlacementEngine(
                        "default", EngineOptions.defaults(), policy, EngineStore.NONE, nobody);
        engine.useCatalogue(
                new TinyCatalogue()
                        .cluster("x")
                        .node("a", "x", 4, 0)
                        .node("b", "x", 4, 0)
                        .node("c", "x", 4, 0)
                        .strategy("job", "run", null, Map.of("cpu", 1.0), 10_000)
                        .build(),
                0);
        List.of("a", "b", "c").forEach(nodeId -> tell(engine, nodeId, Map.of()));
        engine.submit(TaskSubmitted.of("t", 0, "job"), 0);
        return engine;
    }

    private static void tell(
            PlacementEngine engine, String nodeId, Map<String, Double> expectedMillis) {
        engine.nodeChanged(ReportedNode.up(nodeId, "x", expectedMillis, 0), 0);
    }

    @ParameterizedTest
    @EnumSource
    void followTheNodeThatIsExpectedToBeFastest(NodeChoice choice) {
        Looker looker = new Looker(choice);
        PlacementEngine engine = engine(looker);
        engine.decide(0);
        assertThat(looker.node).isEqualTo("a");
        assertThat(looker.runtimeMillis).isEqualTo(10_000);
        float listed = looker.runtime;
        // The engine has placed what the policy left waiting on an idle node.
        engine.submit(TaskSubmitted.of("u", 0, "job"), 0);

        tell(engine, "a", Map.of("run", 40_000.0));
        tell(engine, "b", Map.of("run", 5_000.0));
        tell(engine, "c", Map.of("run", 2_500.0));
        engine.decide(0);
        assertThat(looker.node).isEqualTo("c");
        assertThat(looker.runtimeMillis).isEqualTo(2_500);
        assertThat(looker.runtime - listed).isCloseTo((float) Math.log(.25), within(1e-4f));

        tell(engine, "c", Map.of("run", 30_000.0));
        engine.decide(0);
        assertThat(looker.node).isEqualTo("b");

        tell(engine, "b", Map.of("run", 30_000.0));
        tell(engine, "a", null);
        engine.decide(0);
        assertThat(looker.node).isEqualTo("a");
        assertThat(looker.runtime).isEqualTo(listed);
    }

    @Test
    void smallDifferencesDoNotDecide() {
        Looker looker = new Looker(NodeChoice.TIGHTEST);
        PlacementEngine engine = engine(looker);
        tell(engine, "b", Map.of("run", 9_800.0));
        engine.decide(0);

        assertThat(looker.node).isEqualTo("a");
    }
}
