package org.dsppo.policy.learned.features;

/**
 * When a node of a pool will have room for a shape, if what runs ends as estimated and nothing else
 * is placed. Asked mostly for what fits nowhere now; an answer is kept until its node changes.
 */
final class NextFree {

    private final NodePool pool;
    private final Shape shape;
    private final BestNode soonest;
    private long[] atMillis;

    NextFree(NodePool pool, Shape shape) {
        this.pool = pool;
        this.shape = shape;
        this.soonest = new BestNode(this::read, this::sooner);
    }

    private boolean sooner(int x, int y) {
        return atMillis[x] < atMillis[y] || atMillis[x] == atMillis[y] && x < y;
    }

    private boolean read(int rank) {
        atMillis[rank] = pool.isUp(rank) ? pool.endings(rank).firstMillis(shape) : Long.MAX_VALUE;
        return true;
    }

    /** Earliest instant over all nodes, milliseconds; {@link Long#MAX_VALUE} for never. */
    long earliestMillis() {
        int rank = earliestRank();
        return atMillis[rank];
    }

    /** The node with the earliest instant, the first of several. */
    int earliestRank() {
        if (atMillis == null) {
            atMillis = new long[pool.size()];
        }
        return pool.best(soonest);
    }

    /** Writes what is free on a node then, millionths by kind. */
    void freeThen(int rank, long[] into) {
        pool.endings(rank).freeThen(shape, into);
    }
}
