package org.dsppo.operators.lifecycle;

import java.util.function.Supplier;
import org.dsppo.operators.serving.PolicyBoard;
import org.dsppo.operators.training.Stretch;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.policyversion.PolicyStages;

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
        Stretch stretch = trace.stretch(now, from, trace.end());
        if (stretch == null) {
            return null;
        }
        return new ReplayOutcome(
                stretch.workload().tasks().size(),
                stretch.meanCompletionMillis(
                        active == PolicyStages.NONE
                                ? versions.makerWithout(policy)
                                : versions.makerOf(policy, active)),
                ofCandidate(stretch, candidate));
    }

    private double ofCandidate(Stretch stretch, int candidate) {
        try {
            return stretch.meanCompletionMillis(versions.makerOf(policy, candidate));
        } catch (IllegalStateException failed) {
            // It places what cannot be placed, scores no numbers or leaves tasks waiting for ever.
            return Double.POSITIVE_INFINITY;
        }
    }
}
