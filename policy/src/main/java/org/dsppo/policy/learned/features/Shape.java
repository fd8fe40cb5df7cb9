package org.dsppo.policy.learned.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dsppo.policy.resource.ResourceDemand;

/**
 * What options of one pool with equal demands have in common, so that it is found only once: how
 * often they fit, what the rest of a node loses, when there will be room. Mutable; kept by its
 * {@link NodePool}.
 */
final class Shape {

    private static final long NEVER = -1;

    final ResourceDemand demand;
    final int[] kinds;
    final long[] amounts;
    private final double[] perAmount;

    /** What it asks of single devices, a number of {@link DeviceSlots}. */
    final int devices;

    final List<Option> options = new ArrayList<>();
    final NextFree nextFree;
    final LostPlaces lostPlaces;

    /** Position among the shapes of the pool. */
    int index;

    /** How often it fits now, on all nodes together. */
    long slots;

    private double[] lossAt;
    private long[] lossReadAt;
    private long lossEpoch;

    /**
     * @param devices number of what it asks of single devices
     */
    Shape(ResourceDemand demand, NodePool pool, int devices) {
        this.demand = demand;
        this.devices = devices;
        this.kinds = new int[demand.size()];
        this.amounts = new long[demand.size()];
        this.perAmount = new double[demand.size()];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = demand.kind(i);
            amounts[i] = demand.amount(i);
            perAmount[i] = 1.0 / amounts[i];
        }
        this.nextFree = new NextFree(pool, this);
        this.lostPlaces = new LostPlaces(pool, this);
    }

    /** Fits more often than it did. */
    void grow(int more) {
        slots += more;
        for (int i = 0; i < options.size(); i++) {
            options.get(i).owner.slots += more;
        }
    }

    /** How many fit side by side into what is left, millionths with fractions. */
    int slotsIn(double[] left) {
        double least = ShapeTable.MOST_SLOTS;
        for (int i = 0; i < kinds.length; i++) {
            least = Math.min(least, left[kinds[i]] * perAmount[i]);
        }
        return least < 1 - 1e-12 ? 0 : (int) (least + 1e-9);
    }

    /**
     * What the rest of a node is worth less once one is placed there, per empty node's worth.
     *
     * @param pool its own
     * @param epoch another number than before if all nodes are worth something else
     */
    double loss(NodePool pool, int rank, long epoch) {
        if (lossAt == null) {
            lossAt = new double[pool.size()];
            lossReadAt = new long[pool.size()];
            Arrays.fill(lossReadAt, NEVER);
        } else if (lossEpoch != epoch) {
            Arrays.fill(lossReadAt, NEVER);
        }
        lossEpoch = epoch;
        if (lossReadAt[rank] != pool.changedAt(rank)) {
            lossReadAt[rank] = pool.changedAt(rank);
            lossAt[rank] = pool.loss(this, rank);
        }
        return lossAt[rank];
    }
}
