package org.dsppo.policy.lab.simulation;

import org.dsppo.schemas.decision.PlacementDecision;

/** An attempt that the simulated executors run. */
final class Execution implements Comparable<Execution> {

    final PlacementDecision decision;
    final long startsAtTicks;
    final long endsAtTicks;
    final long decidedAtTicks;
    final int slot;
    boolean started;
    boolean over;

    Execution(
            PlacementDecision decision,
            long decidedAtTicks,
            long startsAtTicks,
            long endsAtTicks,
            int slot) {
        this.decision = decision;
        this.decidedAtTicks = decidedAtTicks;
        this.startsAtTicks = startsAtTicks;
        this.endsAtTicks = endsAtTicks;
        this.slot = slot;
    }

    @Override
    public int compareTo(Execution other) {
        // The slot makes equal times come in the order of decision, whatever the heap does.
        int byEnd = Long.compare(endsAtTicks, other.endsAtTicks);
        return byEnd != 0 ? byEnd : Integer.compare(slot, other.slot);
    }
}
