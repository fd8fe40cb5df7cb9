package org.dsppo.jobs.run;

import java.util.List;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.TaskCancelled;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * What stands before the task ids of a trace while it is replayed, so that the scheduler does not
 * take it for an earlier replay. Figures and exports name tasks as the trace does.
 *
 * @param text may be empty
 */
public record TaskIdPrefix(String text) {

    /** One that no other run has, unless it starts in the same millisecond. */
    public static TaskIdPrefix ofRun(long epochMillis) {
        return new TaskIdPrefix(Long.toString(epochMillis, Character.MAX_RADIX) + '-');
    }

    /** The workload as it is sent. */
    public Workload before(Workload workload) {
        List<TaskMessage> named = workload.tasks().stream().map(this::before).toList();
        return new Workload(workload.name(), workload.catalogue(), named, workload.outages());
    }

    private TaskMessage before(TaskMessage message) {
        if (message.cancelled() != null) {
            TaskCancelled cancelled = message.cancelled();
            return TaskMessage.of(
                    new TaskCancelled(
                            text + cancelled.taskId(),
                            cancelled.cancelledAtMillis(),
                            cancelled.cell()));
        }
        TaskSubmitted task = message.submitted();
        return TaskMessage.of(task.named(text + task.taskId()));
    }

    /** What became of a task, under the id that the trace gives it. */
    public ExecutedDecision off(ExecutedDecision executed) {
        PlacementDecision decision = executed.decision();
        String taskId = decision.taskId().substring(text.length());
        return new ExecutedDecision(
                new PlacementDecision(
                        PlacementDecision.idOf(taskId, decision.attempt()),
                        taskId,
                        decision.attempt(),
                        decision.cell(),
                        decision.epoch(),
                        decision.kind(),
                        decision.cluster(),
                        decision.node(),
                        decision.strategy(),
                        decision.share(),
                        decision.devices(),
                        decision.decidedAtMillis(),
                        decision.waitMillis(),
                        decision.policy(),
                        decision.fallback(),
                        decision.reason(),
                        decision.candidates(),
                        decision.payload()),
                executed.decidedAtMillis(),
                executed.startedAtMillis(),
                executed.finishedAtMillis(),
                executed.outcome());
    }
}
