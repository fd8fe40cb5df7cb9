package org.dsppo.policy.engine;

import java.util.HashMap;
import java.util.Map;

/**
 * Tells nodes that are lost one by one from those that are lost together. What takes half of a cell
 * away within a moment, a network or a power supply, is no fault of the tasks that run there.
 */
final class NodeLosses {

    private final long commonMillis;
    private final Map<String, Long> lostAtMillis = new HashMap<>();

    /**
     * @param commonMillis nodes lost within this time of each other count as lost together
     */
    NodeLosses(long commonMillis) {
        this.commonMillis = commonMillis;
    }

    /**
     * Notes a loss.
     *
     * @param node its name
     * @param nodes how many nodes the cell has
     * @return true if it was lost by itself
     */
    boolean single(String node, int nodes, long nowMillis) {
        lostAtMillis.values().removeIf(millis -> millis + commonMillis < nowMillis);
        lostAtMillis.put(node, nowMillis);
        return lostAtMillis.size() == 1 || 2 * lostAtMillis.size() < nodes;
    }
}
