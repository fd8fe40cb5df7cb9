package org.dsppo.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

class ResubmissionTest {

    private static TaskSubmitted task(String id, long submittedAt, int priority, Long deadline) {
        return new TaskSubmitted(
                id, submittedAt, "ai", priority, 1, deadline, null, 0, null, null, null);
    }

    @Test
    void knowsATaskThatOnlyComesLater() {
        Resubmission found =
                Resubmission.among(
                        List.of(task("a", 0, 0, 600L), task("b", 0, 0, null)),
                        Map.of("a", task("a", 5_000, 0, 5_600L)));

        assertThat(found.repeated()).containsExactly("a");
        assertThat(found.fresh()).extracting(TaskSubmitted::taskId).containsExactly("b");
        found.refuseOtherContent();
    }

    @Test
    void refusesOtherContentAndNamesIt() {
        Resubmission found =
                Resubmission.among(
                        List.of(task("a", 0, 5, null), task("b", 0, 0, 700L)),
                        Map.of(
                                "a", task("a", 5_000, 0, null),
                                "b", task("b", 5_000, 0, 5_600L)));

        assertThat(found.fresh()).isEmpty();
        assertThat(found.conflicts())
                .containsEntry("a", List.of("priority 0 -> 5"))
                .containsEntry("b", List.of("deadlineAtMillis 600 -> 700"));
        assertThatThrownBy(found::refuseOtherContent)
                .isInstanceOf(UserErrorException.class)
                .hasMessage(
                        "task a was submitted before with other content (priority 0 -> 5), as were 1"
                                + " more, expected a name that is not taken; nothing was sent");
    }

    @Test
    void looksForRepetitionsAmongTheTasksThemselves() {
        Resubmission found =
                Resubmission.among(
                        List.of(
                                task("a", 0, 0, null),
                                task("a", 0, 0, null),
                                task("a", 0, 1, null)),
                        Map.of());

        assertThat(found.fresh()).hasSize(1);
        assertThat(found.repeated()).containsExactly("a");
        assertThat(found.conflicts()).containsOnlyKeys("a");
    }
}
