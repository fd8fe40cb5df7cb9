package org.dsppo.policy.lab.evaluation;

import java.util.List;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.policy.lab.simulation.SimulationResult;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.task.TaskMessage;

/**
 * What a run was given and what happened, in trace milliseconds.
 *
 * @param catalogue nodes and classes
 * @param tasks submissions and withdrawals
 * @param decisions every ASSIGN and REJECT with its outcome
 * @param tolerance how exact times have to be
 */
public record ExecutedRun(
        Catalogue catalogue,
        RunTasks tasks,
        List<ExecutedDecision> decisions,
        AuditTolerance tolerance) {

    /** A run in virtual time: exact. */
    public static ExecutedRun of(SimulationResult result) {
        return new ExecutedRun(
                result.workload().catalogue(),
                RunTasks.of(result.workload().catalogue(), result.workload().tasks()),
                result.decisions(),
                AuditTolerance.EXACT);
    }

    /** A run on a wall clock, its times already turned into trace time. */
    public static ExecutedRun of(
            Catalogue catalogue,
            List<TaskMessage> tasks,
            List<ExecutedDecision> decisions,
            AuditTolerance tolerance) {
        return new ExecutedRun(catalogue, RunTasks.of(catalogue, tasks), decisions, tolerance);
    }

    /** Number of tasks with a REJECT. */
    int rejected() {
        return (int)
                decisions.stream()
                        .filter(each -> each.decision().kind() == DecisionKind.REJECT)
                        .map(each -> each.decision().taskId())
                        .distinct()
                        .count();
    }
}
