package org.dsppo.operators.lifecycle;

import java.util.function.Supplier;
import org.dsppo.operators.serving.PolicyBoard;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.simulation.AttemptOutcome;
import org.dsppo.policy.simulation.ExecutedDecision;
import org.dsppo.policy.simulation.Simulator;
import org.dsppo.policy.simulation.Workload;
import org.dsppo.schemas.catalogue.Catalogue;

/** Replays the latest arrivals in the simulator. */
final class RecentReplay implements Replay {

    /** More arrivals would say little more and take time from the stream. */
    private static final int MOST_TASKS = 1_000;

    private final String policy;
    private final int leastTasks;
    private final RecentTrace trace;
    private final PolicyBoard versions;
    private final Supplier<Catalogue> catalogue;

    /**
     * @param policy name of the policy
     * @param leastTasks arrivals that a replay needs
     * @param catalogue gives the catalogue in use, null for none
     */
    RecentReplay(
            String policy,
            int leastTasks,
            RecentTrace trace,
            PolicyBoard versions,
            Supplier<Catalogue> catalogue) {
        this.policy = policy;
        this.leastTasks = leastTasks;
        this.trace = trace;
        this.versions = versions;
        this.catalogue = catalogue;
    }

    @Override
    public ReplayOutcome compare(int active, int candidate) {
        Catalogue now = catalogue.get();
        long from = Math.max(trace.begin(), trace.end() - MOST_TASKS);
        if (now == null || trace.end() - from < leastTasks) {
            return null;
        }
        Workload workload = trace.workload(now, from, trace.end());
        if (workload == null) {
            return null;
        }
        double activeMillis = meanCompletionMillis(workload, versions.makerOf(policy, active));
        return new ReplayOutcome(
                workload.tasks().size(), activeMillis, ofCandidate(workload, candidate));
    }

    private double ofCandidate(Workload workload, int candidate) {
        try {
            return meanCompletionMillis(workload, versions.makerOf(policy, candidate));
        } catch (IllegalStateException failed) {
            // It places what cannot be placed, scores no numbers or leaves tasks waiting for ever.
            return Double.POSITIVE_INFINITY;
        }
    }

    /** Mean completion time of the tasks that finish. */
    static double meanCompletionMillis(Workload workload, Supplier<PlacementPolicy> maker) {
        double sum = 0;
        int finished = 0;
        for (ExecutedDecision each : Simulator.run(workload, maker).decisions()) {
            if (each.outcome() == AttemptOutcome.FINISHED) {
                // Waiting counts from the submission, which is what the decision knows.
                sum +=
                        each.finishedAtMillis()
                                - each.decidedAtMillis()
                                + each.decision().waitMillis();
                finished++;
            }
        }
        return finished == 0 ? 0 : sum / finished;
    }
}
