package org.dsppo.policy.training.sites;

import java.util.function.Supplier;
import org.dsppo.policy.engine.EngineOptions;
import org.dsppo.policy.lab.simulation.AttemptOutcome;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.policy.lab.simulation.RuntimeModel;
import org.dsppo.policy.lab.simulation.SimulationResult;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.placement.PlacementPolicy;

/** The figure that training minimises: mean time from submission to end. */
public final class MeanCompletion {

    private MeanCompletion() {}

    /** Runs a policy on a workload; milliseconds. */
    public static double of(Workload workload, Supplier<PlacementPolicy> policies) {
        return of(workload, RuntimeModel.AS_ESTIMATED, policies);
    }

    /** Runs a policy on a workload whose run times may not be as estimated; milliseconds. */
    static double of(Workload workload, RuntimeModel runtimes, Supplier<PlacementPolicy> policies) {
        return of(
                Simulator.run(
                        workload,
                        policies,
                        EngineOptions.defaults().withoutReservations(),
                        runtimes));
    }

    private static double of(SimulationResult result) {
        double sum = 0;
        int finished = 0;
        for (ExecutedDecision each : result.decisions()) {
            if (each.outcome() == AttemptOutcome.FINISHED) {
                sum +=
                        each.decision().waitMillis()
                                + each.finishedAtMillis()
                                - each.decision().decidedAtMillis();
                finished++;
            }
        }
        return sum / Math.max(1, finished);
    }
}
