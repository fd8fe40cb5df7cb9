package org.dsppo.policy.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.TinyCatalogue;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.simulation.Simulator;
import org.dsppo.policy.simulation.Workload;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

/** Features that say what a placement takes from tasks of other classes. */
class WhatOthersLoseTest {

    private static final int DELAYS = FeatureSchema.candidate("delays-blocked");
    private static final int RAREST = FeatureSchema.candidate("rarest-place");
    private static final int RAREST_OVER_CLASS = FeatureSchema.candidate("rarest-over-class");

    /** A feature of a candidate, with what it is of. */
    private record Seen(long atMillis, String task, String strategy, float value) {}

    /** Places the first candidate unless told to leave its task, and writes a feature down. */
    private static List<Seen> seen(Workload workload, int feature) {
        List<Seen> seen = new ArrayList<>();
        CellFeatures features = new CellFeatures();
        PlacementPolicy watcher =
                new PlacementPolicy() {
                    @Override
                    public String name() {
                        return "watcher";
                    }

                    @Override
                    public void decide(PlacementRound round) {
                        features.begin(round);
                        CandidateSet candidates = features.candidates(NodeChoice.TIGHTEST);
                        while (candidates.size() > 0) {
                            for (int i = 0; i < candidates.size(); i++) {
                                seen.add(
                                        new Seen(
                                                round.nowMillis(),
                                                candidates.task(i).taskId(),
                                                candidates.strategy(i).id(),
                                                candidates
                                                        .rows()[i * CandidateSet.WIDTH + feature]));
                            }
                            features.place(0);
                            candidates = features.candidates(NodeChoice.TIGHTEST);
                        }
                    }
                };
        Simulator.run(workload, () -> watcher);
        return seen;
    }

    private static TaskMessage task(String id, long atMillis, String taskClass) {
        return TaskMessage.of(TaskSubmitted.of(id, atMillis, taskClass));
    }

    private static Workload workload(Catalogue catalogue, TaskMessage... tasks) {
        return Workload.of("hand", catalogue, List.of(tasks));
    }

    /**
     * {@code first} takes 3 of 4 processors until 10 s, so that {@code large}, which needs 4, waits
     * until then. {@code short} would be over at 9 s, {@code long} at 33 s: 23 s too late.
     */
    @Test
    void aTaskDelaysTheOneThatWaitsForItsNode() {
        Catalogue one =
                new TinyCatalogue()
                        .cluster("x")
                        .node("n", "x", 4, 0)
                        .strategy("first", "F", null, Map.of("cpu", 3.0), 10_000)
                        .strategy("large", "L", null, Map.of("cpu", 4.0), 10_000)
                        .strategy("short", "S", null, Map.of("cpu", 1.0), 7_000)
                        .strategy("long", "G", null, Map.of("cpu", 1.0), 31_000)
                        .build();

        List<Seen> seen =
                seen(
                        workload(
                                one,
                                task("a", 0, "first"),
                                task("b", 1000, "large"),
                                task("c", 2000, "short")),
                        DELAYS);
        assertThat(seen)
                .containsExactly(
                        new Seen(0, "a", "F", 0),
                        new Seen(2000, "c", "S", 0),
                        new Seen(10_000, "b", "L", 0));

        seen =
                seen(
                        workload(
                                one,
                                task("a", 0, "first"),
                                task("b", 1000, "large"),
                                task("c", 2000, "long")),
                        DELAYS);
        // The mean run time of the three that have arrived is 17 s.
        assertThat(seen.get(1).task()).isEqualTo("c");
        assertThat(seen.get(1).value()).isCloseTo((float) Math.log(1 + 23 / 17.0), within(1e-4f));
    }

    /** Where what waits has room beside it all the same, a long task delays nothing. */
    @Test
    void aTaskBesideWhichThereIsRoomDelaysNothing() {
        Catalogue one =
                new TinyCatalogue()
                        .cluster("x")
                        .node("n", "x", 6, 0)
                        .strategy("first", "F", null, Map.of("cpu", 4.0), 10_000)
                        .strategy("large", "L", null, Map.of("cpu", 5.0), 10_000)
                        .strategy("long", "G", null, Map.of("cpu", 1.0), 31_000)
                        .build();
        List<Seen> seen =
                seen(
                        workload(
                                one,
                                task("a", 0, "first"),
                                task("b", 1000, "large"),
                                task("c", 2000, "long")),
                        DELAYS);
        assertThat(seen.get(1)).isEqualTo(new Seen(2000, "c", "G", 0));
    }

    /**
     * Tasks of {@code bound} run on the one node of x alone, which has two places for them; those
     * of {@code any} on x, too, or on four nodes of y.
     */
    @Test
    void placesOfThoseThatHaveFewAreRare() {
        TinyCatalogue draft = new TinyCatalogue().cluster("x").cluster("y").node("x", "x", 2, 0);
        for (int i = 0; i < 4; i++) {
            draft.node("y" + i, "y", 2, 0);
        }
        Catalogue two =
                draft.strategy("bound", "B", "x", Map.of("cpu", 1.0), 5_000)
                        .strategy("any", "X", "x", Map.of("cpu", 1.0), 5_000)
                        .strategy("any", "Y", "y", Map.of("cpu", 1.0), 6_000)
                        .strategy("other", "O", "y", Map.of("cpu", 1.0), 6_000)
                        .build();
        Workload workload =
                workload(
                        two,
                        task("o", 0, "other"),
                        task("b", 10_000, "bound"),
                        task("a", 20_000, "any"));
        assertThat(seen(workload, RAREST).subList(2, 4))
                .containsExactly(
                        new Seen(20_000, "a", "X", (float) Math.log(1 / 2.0)),
                        new Seen(20_000, "a", "Y", (float) Math.log(1 / 8.0)));
        assertThat(seen(workload, RAREST_OVER_CLASS).subList(2, 4))
                .containsExactly(
                        new Seen(20_000, "a", "X", (float) Math.log(4)),
                        new Seen(20_000, "a", "Y", 0));
    }
}
