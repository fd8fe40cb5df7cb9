package org.dsppo.policy.lab.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.dsppo.policy.TinyCatalogue;
import org.dsppo.policy.lab.selection.Policies;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineRuleTest {

    /** A slow node that comes first in the catalogue, 60 s, and a fast one, 10 s. */
    private static final Catalogue SLOW_FIRST =
            new TinyCatalogue()
                    .cluster("slow")
                    .cluster("fast")
                    .node("s", "slow", 1, 0)
                    .node("f", "fast", 1, 0)
                    .strategy("job", "S", "slow", Map.of("cpu", 1.0), 60_000)
                    .strategy("job", "F", "fast", Map.of("cpu", 1.0), 10_000)
                    .strategy("other", "O", "fast", Map.of("cpu", 1.0), 5_000)
                    .build();

    private static TaskMessage task(String id, long atMillis, String taskClass, Long deadline) {
        return TaskMessage.of(
                new TaskSubmitted(
                        id, atMillis, taskClass, 0, 1, deadline, null, 0, null, null, null));
    }

    private static List<String> run(String policy, TaskMessage... tasks) {
        return Simulator.run(
                        Workload.of("hand", SLOW_FIRST, List.of(tasks)), Policies.named(policy))
                .decisions()
                .stream()
                .map(
                        each ->
                                "%s %s %.1f"
                                        .formatted(
                                                each.decision().taskId(),
                                                each.decision().strategy(),
                                                each.startedAtMillis() / 1000))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"first-fit", "round-robin", "tetris", "random"})
    void takesThePlaceThatMeetsTheDeadline(String policy) {
        assertThat(run(policy, task("t", 0, "job", 60_000L - 1))).containsExactly("t F 0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"first-fit", "greedy", "minimum-completion-time"})
    void waitsForAPlaceThatWillMeetIt(String policy) {
        // The fast node is free at 5 s: done at 15 s there, at 61 s here.
        assertThat(run(policy, task("o", 0, "other", null), task("t", 1_000, "job", 15_000L)))
                .containsExactly("o O 0.0", "t F 5.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"first-fit", "greedy"})
    void takesAnyPlaceOnceItCannotBeMet(String policy) {
        assertThat(run(policy, task("o", 0, "other", null), task("t", 1_000, "job", 14_999L)))
                .containsExactly("o O 0.0", "t S 1.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"first-fit"})
    void anySlowPlaceThatMeetsItWillDo(String policy) {
        assertThat(run(policy, task("t", 0, "job", 60_000L))).containsExactly("t S 0.0");
    }
}
