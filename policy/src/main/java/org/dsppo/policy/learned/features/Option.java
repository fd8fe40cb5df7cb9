package org.dsppo.policy.learned.features;

import org.dsppo.policy.placement.Strategy;

/**
 * A strategy on the nodes of one pool, with what is known about it: static shape, the market's
 * prices, and how often it fits now. Mutable; owned by one cell's features.
 */
final class Option {

    private static final double LN_1_1 = StrictMath.log(1.1);

    final ClassProfile owner;
    final Strategy strategy;
    final NodePool pool;
    final Shape shape;
    final double runtimeMillis;

    final int[] kinds;
    final long[] amounts;

    /** ln of the run time, and of the price. */
    final float logRuntime;

    float logCost;

    /** ln of how fast strictly faster options of the class could serve, per unit of scale. */
    float logFaster;

    float logFasterFlow;

    /** Largest demand relative to one node of the pool. */
    final float dominantShare;

    /** Mean over the kinds that a node of the pool has of the demand relative to it. */
    final double meanShare;

    // prices, set by ThroughputPrices
    double costMillis;
    double flowShare;

    /** Work per unit of the mix that is to go through this option. */
    double demandMillis;

    /** Positions of the demanded resources among those of all pools. */
    final int[] resources;

    /** Part of all of the pool's nodes that one task takes, by demanded kind. */
    final double[] shareOfPool;

    /** For how long one task at scale 1 takes all of the pool's nodes, by demanded kind. */
    final double[] workMillis;

    // kept by NodePool
    long capacitySlots;
    BestNode tightest;
    BestNode cheapest;
    BestNode loosest;

    Option(ClassProfile owner, Strategy strategy, NodePool pool) {
        this.owner = owner;
        this.strategy = strategy;
        this.pool = pool;
        this.runtimeMillis = Math.max(1, strategy.runtimeMillis());
        this.shape = pool.shape(strategy.demand());
        this.kinds = shape.kinds;
        this.amounts = shape.amounts;
        this.resources = new int[kinds.length];
        this.shareOfPool = new double[kinds.length];
        this.workMillis = new double[kinds.length];
        this.logRuntime = Logarithm.ln(runtimeMillis);
        float dominant = 0;
        double total = 0;
        for (int i = 0; i < kinds.length; i++) {
            float share = (float) amounts[i] / pool.capacity(kinds[i]);
            dominant = Math.max(dominant, share);
            total += share;
        }
        this.dominantShare = dominant;
        this.meanShare = total / pool.listed();
    }

    /**
     * For how long a task takes all that the pool has of a kind, milliseconds; 0 if it needs none.
     */
    double workMillis(int kind) {
        for (int i = 0; i < kinds.length; i++) {
            if (kinds[i] == kind) {
                return workMillis[i];
            }
        }
        return 0;
    }

    /** How often it fits now. */
    long slots() {
        return shape.slots;
    }

    /** How much longer than listed it is expected to take on a node. */
    double factor(int rank) {
        return pool.node(rank).runtimeFactor(strategy);
    }

    /**
     * Below zero if it is expected to be done sooner on node x than on y, by more than a tenth or
     * so: less is not worth breaking into a node for.
     */
    int sooner(int x, int y) {
        double ofX = factor(x);
        double ofY = factor(y);
        return ofX == ofY ? 0 : Long.compare(tenths(ofX), tenths(ofY));
    }

    /** In which step of a tenth a factor is, so that the order of nodes is transitive. */
    private static long tenths(double factor) {
        return Math.round(StrictMath.log(factor) / LN_1_1);
    }

    void price(double cost) {
        costMillis = cost;
        logCost = Logarithm.ln(cost + 1e-6);
    }

    /**
     * Counts anew what one task takes of the pool, after nodes went into or out of service. A
     * demand of which only one, two or three fit on a node counts as that part of the node: the
     * rest is of no use to anything else of its size.
     */
    void measureShares() {
        for (int i = 0; i < kinds.length; i++) {
            double demand = amounts[i];
            double capacity = pool.capacity(kinds[i]);
            double whole = Math.floor(capacity / demand + 1e-9);
            double counted = whole <= 3 ? capacity / whole : demand;
            shareOfPool[i] = counted / (capacity * Math.max(1, pool.up()));
            workMillis[i] = runtimeMillis * shareOfPool[i];
            resources[i] = pool.index() * pool.kinds() + kinds[i];
        }
    }
}
