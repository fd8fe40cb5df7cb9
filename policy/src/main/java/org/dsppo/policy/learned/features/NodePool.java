package org.dsppo.policy.learned.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.resource.DeviceRoom;

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
    private final NodeFill fill;
    private final int listed;
    private long[] freeAt;
    private double[] roomAt;
    private double[] worthAt;
    private boolean[] upAt;
    // Sums over nodes are of no use as whole numbers that might overflow.
    private final double[] free;
    private final boolean accelerated;
    private float relativeSize;
    private final NextFree nextFree;
    private int up;

    NodePool(int index, NodeView example, int kinds, boolean accelerated) {
        this.index = index;
        this.accelerated = accelerated;
        this.capacity = new long[kinds];
        this.perCapacity = new double[kinds];
        this.free = new double[kinds];
        this.nextFree = new NextFree(this, kinds);
        this.fill = new NodeFill(kinds);
        int present = 0;
        for (int kind = 0; kind < kinds; kind++) {
            capacity[kind] = example.capacity(kind);
            present += capacity[kind] > 0 ? 1 : 0;
            perCapacity[kind] = capacity[kind] > 0 ? 1.0 / capacity[kind] : 0;
        }
        this.listed = Math.max(1, present);
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
        worthAt = new double[members.size()];
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
        worthAt[rank] = fill.worth(freeAt, offset, null);
        nextFree.changed(rank);
        for (int i = 0; i < options.size(); i++) {
            count(options.get(i), rank);
        }
        for (int i = 0; i < options.size(); i++) {
            rankAnew(options.get(i), rank);
        }
        return turned;
    }

    private void count(Option option, int rank) {
        int fits = upAt[rank] ? slots(option, rank) : 0;
        option.slots += fits - option.slotsAt[rank];
        option.owner.slots += fits - option.slotsAt[rank];
        option.slotsAt[rank] = fits;
        option.factorAt[rank] = members.get(rank).runtimeFactor(option.strategy);
    }

    /** How many of an option fit on a node side by side, on its devices too. */
    private int slots(Option option, int rank) {
        int slots = option.slotsIn(freeAt, offset(rank));
        DeviceRoom devices = members.get(rank).devices();
        return devices == null ? slots : devices.slots(option.strategy.demand(), slots);
    }

    private void rankAnew(Option option, int rank) {
        boolean fits = option.slotsAt[rank] > 0;
        if (fits) {
            option.lossAt[rank] = loss(option, rank);
        }
        option.tightest.changed(rank, fits, (x, y) -> tighter(option, x, y));
        option.cheapest.changed(rank, fits, (x, y) -> cheaper(option, x, y));
        option.loosest.changed(rank, fits, (x, y) -> looser(option, x, y));
    }

    /** True if node x has less room left than y. */
    private boolean tighter(Option option, int x, int y) {
        int sooner = option.sooner(x, y);
        return sooner != 0 ? sooner < 0 : lessRoom(x, y);
    }

    private boolean lessRoom(int x, int y) {
        return roomAt[x] < roomAt[y] || (roomAt[x] == roomAt[y] && x < y);
    }

    /** True if node x has more room left than y. */
    private boolean looser(Option option, int x, int y) {
        int sooner = option.sooner(x, y);
        return sooner != 0
                ? sooner < 0
                : roomAt[x] > roomAt[y] || (roomAt[x] == roomAt[y] && x < y);
    }

    /** True if a place on node x costs others less than on y. */
    private boolean cheaper(Option option, int x, int y) {
        int sooner = option.sooner(x, y);
        double lossX = option.lossAt[x];
        double lossY = option.lossAt[y];
        return sooner != 0 ? sooner < 0 : lossX < lossY || (lossX == lossY && lessRoom(x, y));
    }

    /**
     * What the rest of a node is worth less once a task is placed there, per empty node's worth.
     */
    private double loss(Option placed, int rank) {
        return (worthAt[rank] - fill.worth(freeAt, offset(rank), placed)) / fill.ofEmpty();
    }

    /** After prices were made. */
    void priced() {
        if (!fill.choose(options, capacity)) {
            return;
        }
        for (int rank = 0; rank < members.size(); rank++) {
            worthAt[rank] = fill.worth(freeAt, offset(rank), null);
        }
        for (Option option : options) {
            option.cheapest.forget();
            for (int rank = 0; rank < members.size(); rank++) {
                rankAnew(option, rank);
            }
        }
    }

    /** How many kinds of resources its nodes have. */
    int listed() {
        return listed;
    }

    /** Part of a node's resources that is in use, mean over those it has, 0 to 1. */
    double allocated(int rank) {
        return 1 - roomAt[rank] / listed;
    }

    /** What an option's tasks earn while they run, per empty node's worth. */
    double earning(Option option) {
        return option.owner.costMillis / option.runtimeMillis / fill.ofEmpty();
    }

    void add(Option option) {
        options.add(option);
        option.slotsAt = new int[members.size()];
        option.lossAt = new double[members.size()];
        option.factorAt = new double[members.size()];
        option.freeAtMillis = new long[members.size()];
        Arrays.fill(option.freeAtMillis, Option.UNKNOWN);
        for (int rank = 0; rank < members.size(); rank++) {
            count(option, rank);
            rankAnew(option, rank);
        }
        measure(option);
    }

    void remove(Option option) {
        options.remove(option);
    }

    /** Counts what fits into the empty pool, after nodes went into or out of service. */
    void countCapacity() {
        options.forEach(this::measure);
    }

    private void measure(Option option) {
        option.measureShares();
        int slots = option.slotsIn(capacity, 0);
        DeviceRoom devices = members.get(0).devices();
        if (devices != null) {
            slots = new DeviceRoom(devices.layout()).slots(option.strategy.demand(), slots);
        }
        option.capacitySlots = Math.max(1, (long) up * slots);
    }

    /** Rank of the node to place an option on, -1 if it fits on none. */
    int best(Option option, NodeChoice choice) {
        return switch (choice) {
            case TIGHTEST -> option.tightest.get(option.slotsAt, (x, y) -> tighter(option, x, y));
            case SPARING -> option.cheapest.get(option.slotsAt, (x, y) -> cheaper(option, x, y));
            case LOOSEST -> option.loosest.get(option.slotsAt, (x, y) -> looser(option, x, y));
        };
    }

    /** The same among the nodes that are allowed. */
    int best(Option option, NodeChoice choice, IntPredicate allowed) {
        int best = -1;
        for (int rank = 0; rank < members.size(); rank++) {
            if (option.slotsAt[rank] > 0
                    && allowed.test(rank)
                    && (best < 0 || precedes(option, choice, rank, best))) {
                best = rank;
            }
        }
        return best;
    }

    private boolean precedes(Option option, NodeChoice choice, int x, int y) {
        return switch (choice) {
            case TIGHTEST -> tighter(option, x, y);
            case SPARING -> cheaper(option, x, y);
            case LOOSEST -> looser(option, x, y);
        };
    }

    /** When a node will have room for an option that fits on none now. */
    long nextFreeMillis(Option option) {
        return nextFree.earliestMillis(option);
    }

    /** On which node that will be. */
    int nextFreeRank(Option option) {
        return nextFree.earliestRank(option);
    }

    /** Writes what will be free on a node, by kind, when an option that does not fit now does. */
    void freeThen(Option option, int rank, long[] into) {
        nextFree.freeThen(option, rank, into);
    }

    boolean isUp(int rank) {
        return upAt[rank];
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

    /** Capacity of one node, millionths. */
    long capacity(int kind) {
        return capacity[kind];
    }

    /** Free on a node, millionths. */
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
