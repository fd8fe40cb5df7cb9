package org.dsppo.policy.learned.features;

/**
 * Which nodes of a pool changed, in order, so that whoever keeps something about nodes reads again
 * only those that changed since he last looked. The latest are kept.
 */
final class ChangedNodes {

    private static final int LEAST_KEPT = 16;

    private final int[] ring;
    private final int worthFollowing;
    private long end;

    /**
     * @param nodes how many the pool has
     */
    ChangedNodes(int nodes) {
        this.ring = new int[Integer.highestOneBit(Math.max(LEAST_KEPT, nodes))];
        this.worthFollowing = Math.min(ring.length, nodes / 2);
    }

    void add(int rank) {
        ring[(int) end & (ring.length - 1)] = rank;
        end++;
    }

    /** How many there were ever. */
    long end() {
        return end;
    }

    /** True if to read what changed since then is less work than to read all nodes. */
    boolean follows(long since) {
        return end - since <= worthFollowing;
    }

    /** The node of a change that is kept. */
    int rank(long at) {
        return ring[(int) at & (ring.length - 1)];
    }
}
