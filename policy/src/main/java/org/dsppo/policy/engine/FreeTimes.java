package org.dsppo.policy.engine;

import java.util.Arrays;
import java.util.List;
import org.dsppo.policy.placement.Strategy;

/**
 * When each node will have room for a strategy if what runs ends as expected and nothing else is
 * placed. Only nodes that changed are looked at again.
 */
final class FreeTimes {

    /** There is room now. */
    static final long NOW = Long.MIN_VALUE;

    /** Nothing that is known to end makes room. */
    static final long NEVER = Long.MAX_VALUE;

    private static final long UNKNOWN = Long.MIN_VALUE + 1;

    private final CellModel model;
    private final Strategy strategy;
    private final List<NodeLedger> nodes;
    private final int[] positions;
    private final long[] at;
    private long seen;

    FreeTimes(CellModel model, Strategy strategy) {
        this.model = model;
        this.strategy = strategy;
        this.nodes = model.strategies().eligible(strategy);
        this.at = new long[nodes.size()];
        this.positions = new int[model.nodes().size()];
        Arrays.fill(positions, -1);
        for (int i = 0; i < at.length; i++) {
            positions[nodes.get(i).index()] = i;
        }
        Arrays.fill(at, UNKNOWN);
        seen = model.changes().end();
    }

    /** Takes note of what changed; call before {@link #millis} whenever something may have. */
    void refresh() {
        NodeChangeLog changes = model.changes();
        if (seen < changes.begin()) {
            Arrays.fill(at, UNKNOWN);
        } else {
            for (long number = seen; number < changes.end(); number++) {
                int position = positions[changes.node(number)];
                if (position >= 0) {
                    at[position] = UNKNOWN;
                }
            }
        }
        seen = changes.end();
    }

    /** Number of nodes that could run the strategy. */
    int size() {
        return at.length;
    }

    NodeLedger node(int i) {
        return nodes.get(i);
    }

    /** {@link #NOW}, an instant in milliseconds that may have passed, or {@link #NEVER}. */
    long millis(int i) {
        if (at[i] == UNKNOWN) {
            at[i] = FutureRoom.freeAtMillis(nodes.get(i), model.space().size(), strategy.demand());
        }
        return at[i];
    }

    /**
     * When something may be expected that should have happened by an instant: what is overdue may
     * well be overdue for as long again.
     */
    static long expected(long atMillis, long nowMillis) {
        return atMillis > nowMillis ? atMillis : nowMillis + Math.max(1, nowMillis - atMillis);
    }
}
