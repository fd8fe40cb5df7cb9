package org.dsppo.policy.lab.trace;

import java.util.HashMap;
import java.util.Map;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/** Mean completion of a workload's tasks, worked out from the export alone. */
final class ExportedCompletion {

    private ExportedCompletion() {}

    /** Seconds from submission to the end, over all tasks. */
    static double seconds(Workload workload, String policy) {
        Map<String, Long> submitted = new HashMap<>();
        for (TaskMessage message : workload.tasks()) {
            submitted.put(message.taskId(), message.submitted().submittedAtMillis());
        }
        double sum = 0;
        for (ExecutedDecision executed :
                Simulator.run(workload, Baselines.named(policy)).decisions()) {
            Long at = submitted.remove(executed.decision().taskId());
            sum += executed.finishedAtMillis() - at;
        }
        if (!submitted.isEmpty()) {
            throw new AssertionError(policy + " never ended " + submitted.keySet());
        }
        return sum / workload.tasks().size() / 1000;
    }

    /** LB0: mean of the tasks' least run times, seconds. */
    static double leastSeconds(Workload workload) {
        double sum = 0;
        for (TaskMessage message : workload.tasks()) {
            TaskSubmitted task = message.submitted();
            sum +=
                    task.runtimeScale()
                            * workload.catalogue().classes().get(task.taskClass()).stream()
                                    .mapToLong(ExecutionStrategy::runtimeMillis)
                                    .min()
                                    .orElseThrow();
        }
        return sum / workload.tasks().size() / 1000;
    }
}
