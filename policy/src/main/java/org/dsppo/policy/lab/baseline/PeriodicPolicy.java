package org.dsppo.policy.lab.baseline;

import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;

/** Once a second, a search places the first waiting tasks. */
final class PeriodicPolicy implements PlacementPolicy {

    private final String name;
    private final Candidates candidates;
    private final BatchSearch search;
    private final DecisionClock clock = new DecisionClock();

    PeriodicPolicy(String name, Candidates candidates, BatchSearch search) {
        this.name = name;
        this.candidates = candidates;
        this.search = search;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean waitsByRule() {
        return true;
    }

    @Override
    public long wakeUpAtMillis() {
        return clock.dueMillis();
    }

    @Override
    public void decide(PlacementRound round) {
        if (!clock.due(round.nowMillis())) {
            return;
        }
        PlacementBatch batch = PlacementBatch.of(round, candidates);
        if (batch.size() > 0) {
            search.place(batch, round);
        }
        clock.decided(round.nowMillis(), round.waiting() > 0);
    }
}
