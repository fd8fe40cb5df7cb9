package org.dsppo.jobs.topicview;

import static org.assertj.core.api.Assertions.assertThat;

import org.dsppo.jobs.OneTask;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.task.TaskEventKind;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

final class TaskHistoryTest {

    private final TaskHistory history = new TaskHistory();

    private TaskHistory decide(DecisionKind kind, int attempt, long atMillis) {
        history.add(OneTask.decision(kind, attempt, null, atMillis));
        return history;
    }

    private TaskHistory tell(TaskEventKind kind, int attempt, long atMillis) {
        history.add(OneTask.event(kind, attempt, atMillis));
        return history;
    }

    @Test
    void followsATaskToItsEnd() {
        history.add(TaskMessage.of(TaskSubmitted.of("t", 1, "ai")));
        assertThat(history.state()).isEqualTo(TaskHistory.State.SUBMITTED);
        assertThat(decide(DecisionKind.WAIT, 1, 2).state()).isEqualTo(TaskHistory.State.WAITING);
        assertThat(decide(DecisionKind.ASSIGN, 1, 3).state()).isEqualTo(TaskHistory.State.ASSIGNED);
        assertThat(tell(TaskEventKind.STARTED, 1, 4).state()).isEqualTo(TaskHistory.State.RUNNING);
        assertThat(tell(TaskEventKind.FINISHED, 1, 9).state())
                .isEqualTo(TaskHistory.State.FINISHED);
    }

    @Test
    void anOldAttemptDoesNotHideTheNewOne() {
        decide(DecisionKind.ASSIGN, 1, 3);
        decide(DecisionKind.ASSIGN, 2, 20);
        tell(TaskEventKind.STARTED, 1, 4);
        tell(TaskEventKind.FAILED, 1, 10);

        assertThat(history.state()).isEqualTo(TaskHistory.State.ASSIGNED);
        assertThat(history.steps())
                .extracting(TaskHistory.Step::what)
                .containsExactly("ASSIGN", "STARTED", "FAILED", "ASSIGN");
    }

    @Test
    void aFailedAttemptWaitsAgain() {
        decide(DecisionKind.ASSIGN, 1, 3);
        tell(TaskEventKind.STARTED, 1, 4);

        assertThat(tell(TaskEventKind.FAILED, 1, 10).state()).isEqualTo(TaskHistory.State.WAITING);
    }

    @Test
    void repeatedRecordsCountOnce() {
        decide(DecisionKind.ASSIGN, 1, 3);
        decide(DecisionKind.ASSIGN, 1, 5);
        tell(TaskEventKind.STARTED, 1, 4);
        tell(TaskEventKind.STARTED, 1, 4);

        assertThat(history.steps()).hasSize(2);
    }

    @Test
    void aRejectionIsFinal() {
        decide(DecisionKind.REJECT, 1, 3);

        assertThat(decide(DecisionKind.WAIT, 2, 4).state()).isEqualTo(TaskHistory.State.REJECTED);
    }
}
