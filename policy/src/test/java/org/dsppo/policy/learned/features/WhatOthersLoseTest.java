package org.dsppo.policy.learned.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.TinyCatalogue;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

/** Features that say what a placement takes from tasks of other classes. */
class WhatOthersLoseTest {

    private static final int DELAYS = CandidateFeature.DELAYS_BLOCKED.ordinal();
    private static final int RAREST = CandidateFeature.RAREST_PLACE.ordinal();
    private static final int RAREST_OVER_CLASS = CandidateFeature.RAREST_OVER_CLASS.ordinal();

    /** A feature of a candidate, with what it is of. */
    private record Seen(long atMillis, String task, String strategy, float value) {}

    /** Always places the first candidate, and writes a feature of all down. */
    private static List<Seen> seen(Workload workload, int feature) {
        List<Seen> seen = new ArrayList<>();
        FirstPlacing.run(
                workload,
                (round, features, candidates) -> {
                    for (int i = 0; i < candidates.size(); i++) {
                        seen.add(
                                new Seen(
                                        round.nowMillis(),
                                        candidates.task(i).taskId(),
                                        candidates.strategy(i).id(),
                                        candidates.rows()[i * CandidateSet.WIDTH + feature]));
                    }
                });
        return seen;
    }

    private static TaskMessage task(String id, long atMillis, String taskClass) {
        return TaskMessage.of(TaskSubmitted.of(id, atMillis, taskClass));
    }

    private static Workload workload(Catalogue catalogue, TaskMessage... tasks) {
        return Workload.of("hand", catalogue, List.of(tasks));
    }

    /**
     * What is seen on one node where {@code first} runs until 10 s, {@code large} comes after 1 s
     * and waits for it to end, and {@code small}, which needs one processor, comes after 2 s.
     */
    private static List<Seen> delays(double cpu, double first, double large, long smallMillis) {
        Catalogue one =
                new TinyCatalogue()
                        .cluster("x")
                        .node("n", "x", cpu, 0)
                        .strategy("first", "F", null, Map.of("cpu", first), 10_000)
                        .strategy("large", "L", null, Map.of("cpu", large), 10_000)
                        .strategy("small", "S", null, Map.of("cpu", 1.0), smallMillis)
                        .build();
        return seen(
                workload(
                        one,
                        task("a", 0, "first"),
                        task("b", 1000, "large"),
                        task("c", 2000, "small")),
                DELAYS);
    }

    /** It is over at 9 s. */
    @Test
    void aTaskThatIsOverInTimeDelaysNothing() {
        assertThat(delays(4, 3, 4, 7_000))
                .containsExactly(
                        new Seen(0, "a", "F", 0),
                        new Seen(2000, "c", "S", 0),
                        new Seen(10_000, "b", "L", 0));
    }

    /** It is over at 33 s, 23 s too late; the mean run time of the three is 17 s. */
    @Test
    void aTaskDelaysTheOneThatWaitsForItsNode() {
        Seen small = delays(4, 3, 4, 31_000).get(1);
        assertThat(small.task()).isEqualTo("c");
        assertThat(small.value()).isCloseTo((float) Math.log(1 + 23 / 17.0), within(1e-4f));
    }

    /** Of 6 processors {@code large} needs 5. */
    @Test
    void aTaskBesideWhichThereIsRoomDelaysNothing() {
        assertThat(delays(6, 4, 5, 31_000).get(1)).isEqualTo(new Seen(2000, "c", "S", 0));
    }

    /**
     * Tasks of {@code bound} run on the one node of x alone, which has two places for them; those
     * of {@code any} on x, too, or on four nodes of y. That none of {@code bound} has come yet does
     * not matter: they are in the catalogue.
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
        Workload workload = workload(two, task("a", 0, "any"));
        assertThat(seen(workload, RAREST))
                .containsExactly(
                        new Seen(0, "a", "X", (float) Math.log(1 / 2.0)),
                        new Seen(0, "a", "Y", (float) Math.log(1 / 8.0)));
        assertThat(seen(workload, RAREST_OVER_CLASS))
                .containsExactly(
                        new Seen(0, "a", "X", (float) Math.log(4)), new Seen(0, "a", "Y", 0));
    }
}
