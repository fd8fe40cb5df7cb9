package org.dsppo.operators.training;

import java.util.List;
import java.util.function.Supplier;
import org.dsppo.policy.engine.EngineOptions;
import org.dsppo.policy.lab.simulation.AttemptOutcome;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.policy.lab.simulation.NodeOutage;
import org.dsppo.policy.lab.simulation.RuntimeModel;
import org.dsppo.policy.lab.simulation.SimulationResult;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.schemas.task.TaskMessage;

/**
 * What happened in a stretch of time, for the simulator.
 *
 * @param workload arrivals, nodes and their outages, from time 0 on
 * @param runtimes how long attempts take
 * @param startMillis time 0 of the workload on the clock of the trace
 */
public record Stretch(Workload workload, RuntimeModel runtimes, long startMillis) {

    /** The same with everything pressed together in time, or drawn out, but for the run times. */
    Stretch denser(double factor) {
        List<TaskMessage> tasks =
                workload.tasks().stream()
                        .map(TaskMessage::submitted)
                        .map(task -> task.submittedAt((long) (task.submittedAtMillis() / factor)))
                        .map(TaskMessage::of)
                        .toList();
        List<NodeOutage> outages =
                workload.outages().stream()
                        .map(
                                each ->
                                        new NodeOutage(
                                                each.node(),
                                                (long) (each.fromMillis() / factor),
                                                (long) (each.toMillis() / factor)))
                        .toList();
        return new Stretch(
                new Workload(workload.name(), workload.catalogue(), tasks, outages),
                runtimes,
                startMillis);
    }

    /**
     * Lets policies schedule it.
     *
     * @throws IllegalStateException if a policy fails, or leaves tasks waiting for ever
     */
    public SimulationResult run(Supplier<PlacementPolicy> policies) {
        return Simulator.run(workload, policies, EngineOptions.defaults(), runtimes);
    }

    /**
     * Mean completion time of the tasks that finish under a policy; endless if none does.
     *
     * @throws IllegalStateException if a policy fails, or leaves tasks waiting for ever
     */
    public double meanCompletionMillis(Supplier<PlacementPolicy> policies) {
        return meanCompletionMillis(run(policies));
    }

    /** Mean completion time of the tasks that finished; endless if none did. */
    public static double meanCompletionMillis(SimulationResult run) {
        double sum = 0;
        int finished = 0;
        for (ExecutedDecision each : run.decisions()) {
            if (each.outcome() == AttemptOutcome.FINISHED) {
                // Waiting counts from the submission, which is what the decision knows.
                sum +=
                        each.finishedAtMillis()
                                - each.decidedAtMillis()
                                + each.decision().waitMillis();
                finished++;
            }
        }
        return finished == 0 ? Double.MAX_VALUE : sum / finished;
    }
}
