package org.dsppo.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dsppo.policy.lab.simulation.AttemptOutcome;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.node.DeviceShare;
import org.dsppo.schemas.task.Payload;
import org.dsppo.schemas.task.TaskCancelled;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

class TaskIdPrefixTest {

    private static final Payload PAYLOAD = new Payload("{\"command\":[\"a\"]}");

    private static PlacementDecision decision(String taskId) {
        return new PlacementDecision(
                PlacementDecision.idOf(taskId, 2),
                taskId,
                2,
                "default",
                3,
                DecisionKind.ASSIGN,
                "edge",
                "e1",
                "small",
                0.5,
                List.of(new DeviceShare("gpu", 1, 0.5, 2_000.0)),
                7,
                8,
                null,
                true,
                "why",
                List.of(),
                PAYLOAD);
    }

    @Test
    void namesTasksAndWithdrawalsAnewAndChangesNothingElse() {
        TaskSubmitted task =
                new TaskSubmitted(
                        "a", 3, "ai", 1, 2.0, 9L, "edge", 10, "west", "me", null, PAYLOAD);
        Workload workload =
                Workload.of(
                        "w",
                        BuiltinCatalogues.named("ii5"),
                        List.of(
                                TaskMessage.of(task),
                                TaskMessage.of(new TaskCancelled("a", 5, "west"))));

        Workload sent = new TaskIdPrefix("run-").before(workload);

        assertThat(sent.tasks())
                .containsExactly(
                        TaskMessage.of(
                                new TaskSubmitted(
                                        "run-a", 3, "ai", 1, 2.0, 9L, "edge", 10, "west", "me",
                                        null, PAYLOAD)),
                        TaskMessage.of(new TaskCancelled("run-a", 5, "west")));
    }

    @Test
    void givesBackTheNamesOfTheTrace() {
        ExecutedDecision executed =
                new ExecutedDecision(decision("run-a"), 1.0, 2.0, 3.0, AttemptOutcome.FINISHED);

        assertThat(new TaskIdPrefix("run-").off(executed))
                .isEqualTo(
                        new ExecutedDecision(
                                decision("a"), 1.0, 2.0, 3.0, AttemptOutcome.FINISHED));
    }

    @Test
    void isAnotherForEachRun() {
        assertThat(TaskIdPrefix.ofRun(1_000)).isNotEqualTo(TaskIdPrefix.ofRun(1_001));
    }
}
