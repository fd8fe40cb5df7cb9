package org.dsppo.policy.learned.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.dsppo.policy.TinyCatalogue;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

final class PaperReaderTest {

    /** Two equal nodes of two cores and one of four; class a takes one core, b four. */
    private static final Catalogue CATALOGUE =
            new TinyCatalogue()
                    .cluster("small")
                    .cluster("large")
                    .node("s1", "small", 2, 0)
                    .node("s2", "small", 2, 0)
                    .node("l", "large", 4, 0)
                    .strategy("a", "A", "small", Map.of("cpu", 1.0), 10_000)
                    .strategy("a", "AL", "large", Map.of("cpu", 1.0), 20_000)
                    .strategy("b", "B", "large", Map.of("cpu", 4.0), 10_000)
                    .build();

    /** Hands the first round to a test and places everything from then on. */
    private static final class FirstRound implements PlacementPolicy {
        private final PaperReader reader = new PaperReader();
        private final Consumer<PaperReader> test;
        private boolean done;

        FirstRound(Consumer<PaperReader> test) {
            this.test = test;
        }

        @Override
        public String name() {
            return "first-round";
        }

        @Override
        public void decide(PlacementRound round) {
            reader.begin(round);
            if (!done) {
                done = true;
                test.accept(reader);
                return;
            }
            while (reader.next() != null) {
                reader.choose(0);
            }
        }
    }

    private static void inFirstRound(Consumer<PaperReader> test, String... classes) {
        List<TaskMessage> tasks = new ArrayList<>();
        for (String taskClass : classes) {
            tasks.add(TaskMessage.of(TaskSubmitted.of("t" + tasks.size(), 0L, taskClass)));
        }
        FirstRound policy = new FirstRound(test);
        Simulator.run(Workload.of("reader", CATALOGUE, tasks), () -> policy);
        assertThat(policy.done).isTrue();
    }

    @Test
    void whatLooksAlikeIsOneRowAndOneChoice() {
        inFirstRound(
                reader -> {
                    PaperInput input = reader.next();
                    assertThat(input.nodeCounts()).containsExactly(2, 1);
                    assertThat(input.taskCounts()).containsExactly(2, 1);
                    assertThat(input.choiceNodes()).containsExactly(0, 1);
                    assertThat(reader.node(1).nodeId()).isEqualTo("l");
                    // Free and whole cores as parts of the largest node's.
                    assertThat(input.nodes()[0]).isEqualTo(0.5f);
                    assertThat(input.nodes()[PaperInput.NODE]).isEqualTo(1);
                    // One of four cores; twice the shortest run time on the large node.
                    assertThat(input.choices()[0]).isEqualTo(0.25f);
                    assertThat(input.choices()[PaperInput.CHOICE + PaperResource.COUNT])
                            .isEqualTo(Logarithm.ln(2f));
                },
                "a",
                "a",
                "b");
    }

    @Test
    void aPlacementShowsInTheNextDecision() {
        inFirstRound(
                reader -> {
                    reader.next();
                    reader.choose(0);
                    PaperInput second = reader.next();
                    assertThat(reader.task().taskId()).isEqualTo("t1");
                    assertThat(second.nodeCounts()).containsExactly(1, 1, 1);
                    assertThat(second.nodes()[0]).isEqualTo(0.25f);
                    assertThat(second.taskCounts()).containsExactly(1);
                },
                "a",
                "a");
    }

    @Test
    void waitingLeavesTheWholeClassForThisRound() {
        inFirstRound(
                reader -> {
                    PaperInput first = reader.next();
                    reader.choose(first.choiceNodes().length);
                    assertThat(reader.next().current()).isEqualTo(1);
                    assertThat(reader.task().taskId()).isEqualTo("t2");
                    reader.choose(0);
                    assertThat(reader.next()).isNull();
                },
                "a",
                "a",
                "b");
    }

    @Test
    void whatFitsNowhereIsNoDecision() {
        inFirstRound(
                reader -> {
                    reader.next();
                    reader.choose(0);
                    assertThat(reader.next()).isNull();
                },
                "b",
                "b");
    }

    @Test
    void waitingIsNoChoiceWhileNothingRuns() {
        inFirstRound(
                reader -> {
                    assertThat(reader.next().mayWait()).isFalse();
                    reader.choose(0);
                    assertThat(reader.next().mayWait()).isTrue();
                },
                "a",
                "a");
    }
}
