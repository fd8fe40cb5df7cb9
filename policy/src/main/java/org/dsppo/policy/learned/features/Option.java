package org.dsppo.policy.learned.features;

import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.resource.ResourceDemand;

/**
 * A strategy on the nodes of one pool, with what is known about it: static shape, the market's
 * prices, and how often it fits now. Mutable; owned by one cell's features.
 */
final class Option {

    static final long UNKNOWN = Long.MIN_VALUE;

    /** Of what asks for next to nothing no more are counted on a node, so that sums stay small. */
    private static final int MOST_SLOTS = 10_000;

    private static final double LN_1_1 = StrictMath.log(1.1);

    final ClassProfile owner;
    final Strategy strategy;
    final NodePool pool;
    final double runtimeMillis;

    final int[] kinds;
    final long[] amounts;
    private final double[] perAmount;

    /** ln of the run time, and of the price. */
    final float logRuntime;

    float logCost;

    /** ln of how fast strictly faster options of the class could serve, per unit of scale. */
    float logFaster;

    float logFasterFlow;

    private final double[] perAmountOf;

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

    // availability, kept by NodePool
    int[] slotsAt;
    long[] freeAtMillis;
    double[] lossAt;

    /** How much longer than listed it is expected to take, by node. */
    double[] factorAt;

    long slots;
    long capacitySlots;
    final BestNode tightest = new BestNode();
    final BestNode cheapest = new BestNode();
    final BestNode loosest = new BestNode();

    Option(ClassProfile owner, Strategy strategy, NodePool pool) {
        this.owner = owner;
        this.strategy = strategy;
        this.pool = pool;
        this.runtimeMillis = Math.max(1, strategy.runtimeMillis());
        ResourceDemand demand = strategy.demand();
        this.kinds = new int[demand.size()];
        this.amounts = new long[demand.size()];
        this.perAmount = new double[demand.size()];
        this.resources = new int[demand.size()];
        this.shareOfPool = new double[demand.size()];
        this.workMillis = new double[demand.size()];
        this.perAmountOf = new double[pool.kinds()];
        this.logRuntime = Logarithm.ln(runtimeMillis);
        float dominant = 0;
        double total = 0;
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = demand.kind(i);
            amounts[i] = demand.amount(i);
            perAmount[i] = 1.0 / amounts[i];
            perAmountOf[kinds[i]] = perAmount[i];
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

    /** How many fit side by side into what is free, millionths from {@code offset} on. */
    int slotsIn(long[] free, int offset) {
        double least = MOST_SLOTS;
        for (int i = 0; i < kinds.length; i++) {
            // Compared as whole numbers: a policy must not place what lacks a millionth.
            if (free[offset + kinds[i]] < amounts[i]) {
                return 0;
            }
            least = Math.min(least, free[offset + kinds[i]] * perAmount[i]);
        }
        return Math.max(1, (int) (least + 1e-9));
    }

    /** How many fit side by side into what is left, millionths with fractions. */
    int slotsIn(double[] left) {
        double least = MOST_SLOTS;
        for (int i = 0; i < kinds.length; i++) {
            least = Math.min(least, left[kinds[i]] * perAmount[i]);
        }
        return least < 1 - 1e-12 ? 0 : (int) (least + 1e-9);
    }

    /** How many would fit by one kind alone, no less than {@code most} if it is not demanded. */
    int slotsLeft(int kind, long left, int most) {
        double per = perAmountOf[kind];
        return per == 0 ? most : Math.min(most, (int) Math.max(0, left * per + 1e-9));
    }

    /**
     * Below zero if it is expected to be done sooner on node x than on y, by more than a tenth or
     * so: less is not worth breaking into a node for.
     */
    int sooner(int x, int y) {
        double ofX = factorAt[x];
        double ofY = factorAt[y];
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
