package org.dsppo.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

final class StallWatchTest {

    private static final TaskMessage TASK = TaskMessage.of(TaskSubmitted.of("t", 0, "ai"));

    private final RunRecorder recorder = new RunRecorder();
    private long nanos;
    // The longest run time of ii5 is 1021 s, at speed 10 about 102 s.
    private final StallWatch watch =
            new StallWatch(
                    Workload.of("one", BuiltinCatalogues.named("ii5"), List.of(TASK)),
                    10,
                    TimeUnit.SECONDS.toNanos(30),
                    () -> nanos);

    private boolean stalledAfter(long seconds, boolean allSent) {
        nanos += TimeUnit.SECONDS.toNanos(seconds);
        return watch.isStalled(recorder, allSent);
    }

    @Test
    void waitsForTheTraceHoweverLongItsGaps() {
        assertThat(stalledAfter(1000, false)).isFalse();
    }

    @Test
    void noticesThatNothingHappensToWaitingTasks() {
        recorder.sending(TASK);

        assertThat(stalledAfter(0, true)).isFalse();
        assertThat(stalledAfter(29, true)).isFalse();
        assertThat(stalledAfter(2, true)).isTrue();
        assertThat(watch.explain(recorder))
                .isEqualTo("nothing happened for 31 s: 1 tasks wait, 0 run, 0 of 1 have finished");
    }

    @Test
    void givesWhatRunsItsTime() {
        recorder.sending(TASK);
        recorder.started(assigned(), 5);

        assertThat(stalledAfter(0, true)).isFalse();
        assertThat(stalledAfter(100, true)).isFalse();
        assertThat(stalledAfter(31, true)).isFalse();
        assertThat(stalledAfter(2, true)).isTrue();
    }

    private static PlacementDecision assigned() {
        return new PlacementDecision(
                "t#1",
                "t",
                1,
                "default",
                1,
                DecisionKind.ASSIGN,
                "edge",
                "edge-00",
                "edge-cpu",
                null,
                null,
                5,
                0,
                null,
                false,
                null,
                null);
    }
}
