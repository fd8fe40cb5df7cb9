package org.dsppo.policy.learned.features;

/**
 * The best of the nodes an option fits on, by some order, found again only when the best one itself
 * changed.
 */
final class BestNode {

    /** An order of nodes. */
    @FunctionalInterface
    interface Order {
        boolean precedes(int x, int y);
    }

    private int best = -1;
    private boolean stale;

    /** A node changed. */
    void changed(int rank, boolean fits, Order order) {
        if (rank == best) {
            stale = true;
        } else if (fits && !stale && (best < 0 || order.precedes(rank, best))) {
            best = rank;
        }
    }

    /** All nodes changed. */
    void forget() {
        best = -1;
        stale = false;
    }

    /**
     * Its rank, -1 if the option fits nowhere.
     *
     * @param slotsAt how often it fits, by node
     */
    int get(int[] slotsAt, Order order) {
        if (stale) {
            stale = false;
            best = -1;
            for (int rank = 0; rank < slotsAt.length; rank++) {
                if (slotsAt[rank] > 0 && (best < 0 || order.precedes(rank, best))) {
                    best = rank;
                }
            }
        }
        return best;
    }
}
