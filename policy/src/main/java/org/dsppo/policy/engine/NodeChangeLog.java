package org.dsppo.policy.engine;

import org.dsppo.policy.placement.NodeChanges;

/** A ring of the latest changes. */
final class NodeChangeLog implements NodeChanges {

    private static final int KEPT = 1 << 12;

    private final int[] ring = new int[KEPT];
    private long end;

    void add(int node) {
        ring[(int) (end & (KEPT - 1))] = node;
        end++;
    }

    @Override
    public long begin() {
        return Math.max(0, end - KEPT);
    }

    @Override
    public long end() {
        return end;
    }

    @Override
    public int node(long number) {
        if (number < begin() || number >= end) {
            throw new IllegalArgumentException(
                    "change %d, known are %d to %d".formatted(number, begin(), end));
        }
        return ring[(int) (number & (KEPT - 1))];
    }
}
