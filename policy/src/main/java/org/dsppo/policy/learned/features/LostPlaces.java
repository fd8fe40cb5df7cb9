package org.dsppo.policy.learned.features;

/**
 * How many places others have less on a node once a task of a shape is placed there. Kept for the
 * node last asked for until it changes.
 */
final class LostPlaces {

    /** A place of which there are so many more counts as no loss at all. */
    private static final double LEAST_RARITY = 1e-3;

    /** Options with less of their class's flow are not missed. */
    private static final double LEAST_FLOW = 0.01;

    private final NodePool pool;
    private final Shape placed;
    private Option[] losers = {};
    private int[] lost = {};
    private int size;
    private int rank = -1;
    private long nodeReadAt;
    private long optionsReadAt;

    LostPlaces(NodePool pool, Shape placed) {
        this.pool = pool;
        this.placed = placed;
    }

    /** How much of what the linear program sends through the pool loses its place to a class. */
    double flow(ClassProfile to, int node) {
        read(node);
        double flow = 0;
        for (int i = 0; i < size; i++) {
            Option loser = losers[i];
            if (loser.flowShare > LEAST_FLOW && loser.owner != to) {
                flow += loser.flowShare * lost[i] / loser.shape.slots;
            }
        }
        return flow;
    }

    /**
     * Of what other classes than one have left of places anywhere, the largest part that one of
     * them loses.
     */
    double rarest(ClassProfile to, int node) {
        read(node);
        double rarest = LEAST_RARITY;
        for (int i = 0; i < size; i++) {
            ClassProfile owner = losers[i].owner;
            // Most lose less, which is found without a division.
            if (lost[i] > rarest * owner.slots && owner != to) {
                rarest = Math.max(rarest, (double) lost[i] / owner.slots);
            }
        }
        return rarest;
    }

    private void read(int node) {
        if (rank == node
                && nodeReadAt == pool.changedAt(node)
                && optionsReadAt == pool.optionsChanged()) {
            return;
        }
        rank = node;
        nodeReadAt = pool.changedAt(node);
        optionsReadAt = pool.optionsChanged();
        int most = pool.options().size();
        if (losers.length < most) {
            losers = new Option[most];
            lost = new int[most];
        }
        size = pool.losers(placed, node, losers, lost);
    }
}
