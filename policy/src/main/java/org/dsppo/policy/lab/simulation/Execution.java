package org.dsppo.policy.lab.simulation;

import org.dsppo.schemas.decision.PlacementDecision;

/** An attempt that the simulated executors run. */
final class Execution implements Comparable<Execution> {

    final PlacementDecision decision;
    final long startsAtMicros;
    final long endsAtMicros;
    final long decidedAtMicros;
    final int slot;
    boolean started;
    boolean over;

    Execution(
            PlacementDecision decision,
            long decidedAtMicros,
            long startsAtMicros,
            long endsAtMicros,
            int slot) {
        this.decision = decision;
        this.decidedAtMicros = decidedAtMicros;
        this.startsAtMicros = startsAtMicros;
        this.endsAtMicros = endsAtMicros;
        this.slot = slot;
    }

    @Override
    public int compareTo(Execution other) {
        // The slot makes equal times come in the order of decision, whatever the heap does.
        int byEnd = Long.compare(endsAtMicros, other.endsAtMicros);
        return byEnd != 0 ? byEnd : Integer.compare(slot, other.slot);
    }
}
