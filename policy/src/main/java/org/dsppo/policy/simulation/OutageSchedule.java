package org.dsppo.policy.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The outages of a workload as failures and reports of return, by rising time. */
final class OutageSchedule {

    /** A node fails, or reports that it is in service. */
    record Turn(long atMillis, String nodeId, boolean up) {}

    private final List<Turn> turns = new ArrayList<>();
    private int next;

    /**
     * @param graceMillis a second report follows a return by a little more than this, so that what
     *     was lost is seen to be gone
     */
    OutageSchedule(List<NodeOutage> outages, long graceMillis) {
        for (NodeOutage outage : outages) {
            turns.add(new Turn(outage.fromMillis(), outage.nodeId(), false));
            if (outage.toMillis() != Long.MAX_VALUE) {
                turns.add(new Turn(outage.toMillis(), outage.nodeId(), true));
                turns.add(new Turn(outage.toMillis() + graceMillis + 1, outage.nodeId(), true));
            }
        }
        turns.sort(Comparator.comparingLong(Turn::atMillis).thenComparing(Turn::nodeId));
    }

    long nextMillis() {
        return next < turns.size() ? turns.get(next).atMillis() : Long.MAX_VALUE;
    }

    Turn take() {
        return turns.get(next++);
    }
}
