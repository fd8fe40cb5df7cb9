package org.dsppo.operators.placement;

import static org.assertj.core.api.Assertions.assertThat;

import org.dsppo.schemas.task.Payload;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

class TraceTimeTest {

    private static TaskSubmitted task(long submittedAt, long deadlineAt) {
        return new TaskSubmitted(
                "t",
                submittedAt,
                "ai",
                3,
                1.5,
                deadlineAt,
                "edge",
                7,
                "west",
                "me",
                null,
                new Payload("{\"command\":[\"a\"]}"));
    }

    @Test
    void movesTimesOfASubmissionAndNothingElse() {
        TraceTime time = new TraceTime(20);
        assertThat(time.of(task(1_000, 1_500))).isEqualTo(task(20_000, 30_000));
        assertThat(time.onWall(task(20_000, 30_000))).isEqualTo(task(1_000, 1_500));
        assertThat(new TraceTime(1).of(task(5, 6))).isEqualTo(task(5, 6));
    }
}
