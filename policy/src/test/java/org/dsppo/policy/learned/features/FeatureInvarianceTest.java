package org.dsppo.policy.learned.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

/** What a policy sees must not depend on names, units or the order in which classes are listed. */
class FeatureInvarianceTest {

    private static final Workload WORKLOAD =
            WorkloadGenerator.generate(
                    BuiltinCatalogues.named("ii5"),
                    WorkloadRecipe.uniform(600).withHorizon(240_000).withJitter(0.02),
                    3);

    /** Greedy, and writes down the rows of all candidates with a key that names them. */
    private static final class Scribe implements PlacementPolicy {
        private final CellFeatures features = new CellFeatures();
        private final List<Map<String, float[]>> seen = new ArrayList<>();

        @Override
        public String name() {
            return "scribe";
        }

        @Override
        public void decide(PlacementRound round) {
            features.begin(round);
            CandidateSet candidates = features.candidates(NodeChoice.TIGHTEST);
            while (candidates.size() > 0) {
                Map<String, float[]> rows = new LinkedHashMap<>();
                int greedy = 0;
                for (int i = 0; i < candidates.size(); i++) {
                    float[] row =
                            Arrays.copyOfRange(
                                    candidates.rows(),
                                    i * CandidateSet.WIDTH,
                                    (i + 1) * CandidateSet.WIDTH);
                    rows.put(candidates.task(i).taskId() + candidates.strategy(i).id(), row);
                    if (row[CandidateFeature.GREEDY_WOULD.ordinal()] > 0) {
                        greedy = i;
                    }
                }
                seen.add(rows);
                features.place(greedy);
                candidates = features.candidates(NodeChoice.TIGHTEST);
            }
        }
    }

    private static List<Map<String, float[]>> seenBy(Workload workload) {
        Scribe scribe = new Scribe();
        Simulator.run(workload, () -> scribe);
        assertThat(scribe.seen.size()).isGreaterThan(500);
        return scribe.seen;
    }

    private static void assertAlike(Workload changed, double tolerance) {
        List<Map<String, float[]>> expected = seenBy(WORKLOAD);
        List<Map<String, float[]>> actual = seenBy(changed);
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i).keySet())
                    .containsExactlyInAnyOrderElementsOf(expected.get(i).keySet());
            for (Map.Entry<String, float[]> row : expected.get(i).entrySet()) {
                float[] other = actual.get(i).get(row.getKey());
                for (int f = 0; f < row.getValue().length; f++) {
                    assertThat((double) other[f])
                            .as("%s of %s", CandidateFeature.values()[f], row.getKey())
                            .isCloseTo(row.getValue()[f], within(tolerance));
                }
            }
        }
    }

    private static Workload changed(
            Catalogue catalogue, Map<String, List<ExecutionStrategy>> classes, long slower) {
        List<TaskMessage> tasks = new ArrayList<>();
        for (TaskMessage message : WORKLOAD.tasks()) {
            TaskSubmitted task = message.submitted();
            tasks.add(
                    TaskMessage.of(
                            new TaskSubmitted(
                                    task.taskId(),
                                    task.submittedAtMillis() * slower,
                                    task.taskClass(),
                                    0,
                                    task.runtimeScale(),
                                    null,
                                    null,
                                    0,
                                    null,
                                    null,
                                    null)));
        }
        return Workload.of(
                WORKLOAD.name(),
                new Catalogue(
                        catalogue.name(),
                        catalogue.resources(),
                        catalogue.accelerators(),
                        catalogue.clusters(),
                        catalogue.nodes(),
                        classes),
                tasks);
    }

    @Test
    void slowerTasksThatArriveMoreSlowlyLookTheSame() {
        Map<String, List<ExecutionStrategy>> slower = new LinkedHashMap<>();
        WORKLOAD.catalogue()
                .classes()
                .forEach(
                        (name, strategies) ->
                                slower.put(
                                        name,
                                        strategies.stream()
                                                .map(
                                                        each ->
                                                                new ExecutionStrategy(
                                                                        each.id(),
                                                                        each.nodeSelector(),
                                                                        each.demand(),
                                                                        each.runtimeMillis() * 8,
                                                                        null))
                                                .toList()));
        assertAlike(changed(WORKLOAD.catalogue(), slower, 8), 0.02);
    }

    private static ExecutionStrategy changed(ExecutionStrategy each, String id, long longer) {
        return new ExecutionStrategy(
                id,
                each.nodeSelector(),
                each.demand(),
                each.runtimeMillis() + longer,
                each.elastic());
    }

    @Test
    void theOrderOfClassesDoesNotMatter() {
        List<String> names = new ArrayList<>(WORKLOAD.catalogue().classes().keySet());
        Collections.shuffle(names, new Random(4));
        Map<String, List<ExecutionStrategy>> shuffled = new LinkedHashMap<>();
        names.forEach(name -> shuffled.put(name, WORKLOAD.catalogue().classes().get(name)));
        assertAlike(changed(WORKLOAD.catalogue(), shuffled, 1), 1e-6);
    }
}
