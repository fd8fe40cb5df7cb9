package org.dsppo.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.node.NodeTelemetry;
import org.dsppo.schemas.rollout.RolloutSegment;
import org.dsppo.schemas.task.TaskCancelled;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/** What is written is read back equal. */
class MessageCodecsPropertyTest {

    @Provide
    Arbitrary<TaskSubmitted> tasks() {
        return RandomMessages.tasks();
    }

    @Provide
    Arbitrary<NodeTelemetry> telemetry() {
        return RandomMessages.telemetry();
    }

    @Provide
    Arbitrary<PlacementDecision> decisions() {
        return RandomMessages.decisions();
    }

    @Provide
    Arbitrary<RolloutSegment> segments() {
        return RandomMessages.segments();
    }

    @Property(tries = 500)
    void taskSurvives(@ForAll("tasks") TaskSubmitted task) throws InvalidMessageException {
        assertThat(roundTrip(MessageCodecs.TASK_SUBMITTED, task)).isEqualTo(task);
        assertThat(roundTrip(MessageCodecs.TASK_MESSAGE, TaskMessage.of(task)))
                .isEqualTo(TaskMessage.of(task));
    }

    @Property(tries = 100)
    void cancellationSurvives(@ForAll("tasks") TaskSubmitted task) throws InvalidMessageException {
        TaskCancelled cancelled =
                new TaskCancelled(task.taskId(), task.submittedAtMillis(), task.cell());
        assertThat(roundTrip(MessageCodecs.TASK_MESSAGE, TaskMessage.of(cancelled)))
                .isEqualTo(TaskMessage.of(cancelled));
    }

    @Property(tries = 500)
    void telemetrySurvives(@ForAll("telemetry") NodeTelemetry report)
            throws InvalidMessageException {
        NodeTelemetry read = roundTrip(MessageCodecs.NODE_TELEMETRY, report);
        assertThat(read).isEqualTo(report);
        assertThat(read.capacity().keySet()).containsExactlyElementsOf(report.capacity().keySet());
    }

    @Property(tries = 500)
    void decisionSurvives(@ForAll("decisions") PlacementDecision decision)
            throws InvalidMessageException {
        assertThat(roundTrip(MessageCodecs.PLACEMENT_DECISION, decision)).isEqualTo(decision);
    }

    @Property(tries = 500)
    void segmentSurvives(@ForAll("segments") RolloutSegment segment)
            throws InvalidMessageException {
        assertThat(roundTrip(MessageCodecs.ROLLOUT_SEGMENT, segment))
                .usingRecursiveComparison()
                .isEqualTo(segment);
    }

    private static <T> T roundTrip(MessageCodec<T> codec, T message)
            throws InvalidMessageException {
        return codec.decode(codec.encode(message));
    }
}
