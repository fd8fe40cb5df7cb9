package org.dsppo.policy.lab.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The outages of a workload as what nodes are found to be, by rising time. A node whose outages
 * overlap is back when the last of them is over.
 */
final class OutageSchedule {

    /** A node fails, or reports that it is in service. */
    record Turn(String node, boolean up) {}

    private enum Kind {
        FAIL,
        RETURN,
        REPORT
    }

    private record Entry(long atMillis, String node, Kind kind) {}

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Integer> outagesNow = new HashMap<>();
    private int next;

    /**
     * @param graceMillis another report follows a return by a little more than this, so that what
     *     was lost is seen to be gone
     */
    OutageSchedule(List<NodeOutage> outages, long graceMillis) {
        for (NodeOutage outage : outages) {
            String node = outage.node();
            entries.add(new Entry(outage.fromMillis(), node, Kind.FAIL));
            if (outage.toMillis() != Long.MAX_VALUE) {
                entries.add(new Entry(outage.toMillis(), node, Kind.RETURN));
                long reportMillis = outage.toMillis() + graceMillis + 1;
                entries.add(new Entry(reportMillis, node, Kind.REPORT));
            }
        }
        entries.sort(
                Comparator.comparingLong(Entry::atMillis)
                        .thenComparing(Entry::node)
                        .thenComparing(Entry::kind));
    }

    long nextMillis() {
        return next < entries.size() ? entries.get(next).atMillis() : Long.MAX_VALUE;
    }

    Turn take() {
        Entry entry = entries.get(next++);
        int change =
                switch (entry.kind()) {
                    case FAIL -> 1;
                    case RETURN -> -1;
                    case REPORT -> 0;
                };
        int outages = outagesNow.merge(entry.node(), change, Integer::sum);
        return new Turn(entry.node(), outages == 0);
    }
}
