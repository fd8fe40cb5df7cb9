package org.dsppo.policy.features;

import java.util.ArrayList;
import java.util.List;
import org.dsppo.policy.placement.NodeView;

/**
 * The nodes of one type: what they have free together, and for each option how often it still fits
 * and on which node it leaves least. A change of one node costs a few operations per option,
 * however many nodes there are.
 */
final class NodePool {

    private final int index;
    private final long[] capacity;
    private final double[] perCapacity;
    private final List<NodeView> members = new ArrayList<>();
    private final List<Option> options = new ArrayList<>();
    private long[] freeAt;
    private double[] roomAt;
    private boolean[] upAt;
    private final long[] free;
    private final boolean accelerated;
    private float relativeSize;
    private int up;

    NodePool(int index, NodeView example, int kinds, boolean accelerated) {
        this.index = index;
        this.accelerated = accelerated;
        this.capacity = new long[kinds];
        this.perCapacity = new double[kinds];
        this.free = new long[kinds];
        for (int kind = 0; kind < kinds; kind++) {
            capacity[kind] = example.capacity(kind);
            perCapacity[kind] = capacity[kind] > 0 ? 1.0 / capacity[kind] : 0;
        }
    }

    /** Adds a node before {@link #open}; gives its rank. */
    int add(NodeView node) {
        members.add(node);
        return members.size() - 1;
    }

    /** All nodes are added: reads them. */
    void open() {
        freeAt = new long[members.size() * capacity.length];
        roomAt = new double[members.size()];
        upAt = new boolean[members.size()];
        for (int rank = 0; rank < members.size(); rank++) {
            update(rank);
        }
    }

    /** Reads a node again. True if it went into or out of service. */
    boolean update(int rank) {
        NodeView node = members.get(rank);
        int offset = rank * capacity.length;
        boolean now = node.schedulable();
        boolean turned = now != upAt[rank];
        double room = 0;
        for (int kind = 0; kind < capacity.length; kind++) {
            long left = node.free(kind);
            free[kind] += (now ? left : 0) - (upAt[rank] ? freeAt[offset + kind] : 0);
            freeAt[offset + kind] = left;
            room += left * perCapacity[kind];
        }
        up += (now ? 1 : 0) - (upAt[rank] ? 1 : 0);
        upAt[rank] = now;
        roomAt[rank] = room;
        for (int i = 0; i < options.size(); i++) {
            update(options.get(i), rank);
        }
        return turned;
    }

    private void update(Option option, int rank) {
        int fits = upAt[rank] ? option.slotsIn(freeAt, rank * capacity.length) : 0;
        option.slots += fits - option.slotsAt[rank];
        option.slotsAt[rank] = fits;
        if (rank == option.best) {
            option.stale = true;
        } else if (fits > 0 && !option.stale && precedes(rank, option.best)) {
            option.best = rank;
        }
    }

    private boolean precedes(int a, int b) {
        return b < 0 || roomAt[a] < roomAt[b] || (roomAt[a] == roomAt[b] && a < b);
    }

    void add(Option option) {
        options.add(option);
        option.slotsAt = new int[members.size()];
        for (int rank = 0; rank < members.size(); rank++) {
            update(option, rank);
        }
        count(option);
    }

    void remove(Option option) {
        options.remove(option);
    }

    /** Counts what fits into the empty pool, after nodes went into or out of service. */
    void countCapacity() {
        options.forEach(this::count);
    }

    private void count(Option option) {
        option.measureShares();
        option.capacitySlots = Math.max(1, up * option.slotsIn(capacity, 0));
    }

    /** Rank of the node that keeps least room among those the option fits on, -1 if none. */
    int best(Option option) {
        if (option.stale) {
            option.stale = false;
            option.best = -1;
            if (option.slots > 0) {
                int[] slotsAt = option.slotsAt;
                for (int rank = 0; rank < slotsAt.length; rank++) {
                    if (slotsAt[rank] > 0 && precedes(rank, option.best)) {
                        option.best = rank;
                    }
                }
            }
        }
        return option.best;
    }

    NodeView node(int rank) {
        return members.get(rank);
    }

    int kinds() {
        return capacity.length;
    }

    int index() {
        return index;
    }

    /** Nodes in service. */
    int up() {
        return up;
    }

    int size() {
        return members.size();
    }

    /** Capacity of one node, thousandths. */
    long capacity(int kind) {
        return capacity[kind];
    }

    /** Free on a node, thousandths. */
    long free(int rank, int kind) {
        return freeAt[rank * capacity.length + kind];
    }

    long[] free() {
        return freeAt;
    }

    int offset(int rank) {
        return rank * capacity.length;
    }

    /** Part of a kind that is in use, over the nodes in service, 0 to 1. */
    double used(int kind) {
        return up == 0 ? 1 : 1 - free[kind] * perCapacity[kind] / up;
    }

    double perCapacity(int kind) {
        return perCapacity[kind];
    }

    /** True if its nodes have accelerator devices. */
    boolean accelerated() {
        return accelerated;
    }

    void setRelativeSize(float relativeSize) {
        this.relativeSize = relativeSize;
    }

    /** Capacity of a node against the cell's mean node, as ln. */
    float relativeSize() {
        return relativeSize;
    }

    List<Option> options() {
        return options;
    }
}
