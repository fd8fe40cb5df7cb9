package org.dsppo.operators.node;

import org.dsppo.operators.state.NodeStability;

/**
 * Holds nodes down that come and go: one that is lost again soon after it was back gets nothing new
 * until it has stayed for a while, twice as long each time.
 */
final class HoldDown {

    private final NodeHealthOptions options;

    HoldDown(NodeHealthOptions options) {
        this.options = options;
    }

    /** The node went down. */
    NodeStability lost(NodeStability before, long nowMillis) {
        boolean again =
                before.losses() > 0
                        && nowMillis <= before.lostAtMillis() + options.flapWindowMillis();
        return new NodeStability(again ? before.losses() + 1 : 1, nowMillis, 0, -1, -1);
    }

    /** The node is back. */
    NodeStability back(NodeStability before, long nowMillis) {
        if (before.losses() < 2) {
            return before;
        }
        return new NodeStability(
                before.losses(),
                before.lostAtMillis(),
                nowMillis + holdMillis(before.losses()),
                -1,
                -1);
    }

    private long holdMillis(int losses) {
        long millis = options.holdMillis();
        for (int i = 2; i < losses && millis < options.flapWindowMillis(); i++) {
            millis *= 2;
        }
        return Math.min(millis, options.flapWindowMillis());
    }
}
