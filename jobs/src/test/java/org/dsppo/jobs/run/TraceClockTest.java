package org.dsppo.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.dsppo.schemas.task.Payload;
import org.dsppo.schemas.task.TaskCancelled;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

final class TraceClockTest {

    private static final TraceClock CLOCK = new TraceClock(1_000_000, 20);

    private static final Payload PAYLOAD = new Payload("{\"command\":[\"a\"]}");

    private static TaskSubmitted task(long submittedAt, Long deadlineAt) {
        return new TaskSubmitted(
                "t", submittedAt, "ai", 3, 1.5, deadlineAt, "edge", 7, "west", "me", null, PAYLOAD);
    }

    @Test
    void movesSubmissionAndDeadlineToTheWallClock() {
        assertThat(CLOCK.rebase(TaskMessage.of(task(400, 60_000L))).submitted())
                .isEqualTo(task(1_000_020, 1_003_000L));
        assertThat(CLOCK.rebase(TaskMessage.of(task(400, null))).submitted())
                .isEqualTo(task(1_000_020, null));
    }

    @Test
    void movesWithdrawals() {
        assertThat(CLOCK.rebase(TaskMessage.of(new TaskCancelled("t", 2000, "west"))).cancelled())
                .isEqualTo(new TaskCancelled("t", 1_000_100, "west"));
    }

    @Test
    void comesBackToTraceTime() {
        assertThat(CLOCK.toTrace(task(1_000_020, 1_003_000L))).isEqualTo(task(400, 60_000L));
        assertThat(CLOCK.toTraceMillis(1_000_010)).isEqualTo(200);
    }
}
