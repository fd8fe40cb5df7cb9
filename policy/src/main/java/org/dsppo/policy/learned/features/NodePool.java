package org.dsppo.policy.learned.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.resource.DeviceLayout;
import org.dsppo.policy.resource.DeviceRoom;
import org.dsppo.policy.resource.ResourceDemand;

/**
 * The nodes of one type: what they have free together, for each shape how often it still fits, and
 * for each option on which node it leaves least. A change of one node costs a few operations per
 * shape, however many nodes there are; what else follows from it is found when it is asked for.
 */
final class NodePool {

    private final int index;
    private final long[] capacity;
    private final double[] perCapacity;
    private final List<NodeView> members = new ArrayList<>();
    private final List<Option> options = new ArrayList<>();
    private final List<Shape> shapes = new ArrayList<>();
    private final Map<ResourceDemand, Shape> shapeOf = new HashMap<>();
    private final ShapeTable table;
    private final NodeFill fill;
    private final int listed;
    private DeviceSlots deviceSlots;
    private ChangedNodes changes;
    private long[] freeAt;
    private double[] roomAt;
    private boolean[] upAt;

    /** How many changes there had been when a node last changed. */
    private long[] changedAt;

    /** How often shapes fit, node by node. */
    private int[][] slotsAt;

    private double[] worthAt;
    private long[] worthReadAt;
    private Endings[] endings;
    private long[] endingsReadAt;
    private int[] lostOf = {};
    private long fills;
    private long optionsChanged;

    // Sums over nodes are of no use as whole numbers that might overflow.
    private final double[] free;
    private final boolean accelerated;
    private float relativeSize;
    private int up;

    NodePool(int index, NodeView example, int kinds, boolean accelerated) {
        this.index = index;
        this.accelerated = accelerated;
        this.capacity = new long[kinds];
        this.perCapacity = new double[kinds];
        this.free = new double[kinds];
        this.table = new ShapeTable(kinds);
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
        int size = members.size();
        DeviceRoom devices = members.get(0).devices();
        deviceSlots =
                new DeviceSlots(
                        devices == null ? DeviceLayout.NONE : devices.layout(),
                        ShapeTable.MOST_SLOTS);
        changes = new ChangedNodes(size);
        freeAt = new long[size * capacity.length];
        roomAt = new double[size];
        upAt = new boolean[size];
        changedAt = new long[size];
        slotsAt = new int[size][0];
        worthAt = new double[size];
        worthReadAt = new long[size];
        endings = new Endings[size];
        endingsReadAt = new long[size];
        for (int rank = 0; rank < size; rank++) {
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
        changes.add(rank);
        changedAt[rank] = changes.end();
        deviceSlots.read(node.devices());
        for (int shape = 0; shape < shapes.size(); shape++) {
            count(shape, rank);
        }
        return turned;
    }

    /** Counts how many of a shape fit on a node side by side, on its devices too. */
    private void count(int shape, int rank) {
        int fits = upAt[rank] ? table.slotsIn(shape, freeAt, offset(rank)) : 0;
        int devices = shapes.get(shape).devices;
        if (fits > 0 && devices != DeviceSlots.NONE) {
            fits = Math.min(fits, deviceSlots.slots(devices));
        }
        int more = fits - slotsAt[rank][shape];
        if (more != 0) {
            slotsAt[rank][shape] = fits;
            shapes.get(shape).grow(more);
        }
    }

    private BestNode bestNode(Option option, BestNode.Order order) {
        return new BestNode(rank -> slots(option.shape, rank) > 0, order);
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
        if (sooner != 0) {
            return sooner < 0;
        }
        double lossX = loss(option, x);
        double lossY = loss(option, y);
        return lossX < lossY || (lossX == lossY && lessRoom(x, y));
    }

    /**
     * What the rest of a node is worth less once a task of an option is placed there, per empty
     * node's worth.
     */
    double loss(Option placed, int rank) {
        return placed.shape.loss(this, rank, fills);
    }

    /** The same, computed. */
    double loss(Shape placed, int rank) {
        if (worthReadAt[rank] != changedAt[rank]) {
            worthReadAt[rank] = changedAt[rank];
            worthAt[rank] = fill.worth(freeAt, offset(rank), null);
        }
        return (worthAt[rank] - fill.worth(freeAt, offset(rank), placed)) / fill.ofEmpty();
    }

    /** After prices were made. */
    void priced() {
        if (fill.choose(options, capacity)) {
            fills++;
            Arrays.fill(worthReadAt, 0);
        }
    }

    /**
     * Writes which options have how many places less on a node once a task is placed there, in the
     * order of {@link #options()}; gives how many those are.
     */
    int losers(Shape placed, int rank, Option[] into, int[] lost) {
        if (lostOf.length < shapes.size()) {
            lostOf = new int[2 * shapes.size()];
        }
        int[] before = slotsAt[rank];
        for (int shape = 0; shape < shapes.size(); shape++) {
            int after = before[shape];
            for (int d = 0; d < placed.kinds.length && after > 0; d++) {
                int kind = placed.kinds[d];
                after = table.slotsLeft(shape, kind, free(rank, kind) - placed.amounts[d], after);
            }
            lostOf[shape] = before[shape] - after;
        }
        int size = 0;
        for (int i = 0; i < options.size(); i++) {
            Option option = options.get(i);
            if (lostOf[option.shape.index] > 0) {
                into[size] = option;
                lost[size++] = lostOf[option.shape.index];
            }
        }
        return size;
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

    /** The shape of a demand, made at its first appearance. */
    Shape shape(ResourceDemand demand) {
        return shapeOf.computeIfAbsent(demand, this::newShape);
    }

    private Shape newShape(ResourceDemand demand) {
        Shape shape = new Shape(demand, this, deviceSlots.number(demand));
        shape.index = shapes.size();
        shapes.add(shape);
        table.add(shape);
        for (int rank = 0; rank < members.size(); rank++) {
            if (slotsAt[rank].length < shapes.size()) {
                slotsAt[rank] = Arrays.copyOf(slotsAt[rank], 2 * shapes.size());
            }
            slotsAt[rank][shape.index] = 0;
            deviceSlots.read(members.get(rank).devices());
            count(shape.index, rank);
        }
        return shape;
    }

    void add(Option option) {
        options.add(option);
        optionsChanged++;
        option.shape.options.add(option);
        option.owner.slots += option.shape.slots;
        option.tightest = bestNode(option, (x, y) -> tighter(option, x, y));
        option.cheapest = bestNode(option, (x, y) -> cheaper(option, x, y));
        option.loosest = bestNode(option, (x, y) -> looser(option, x, y));
        measure(option);
    }

    void remove(Option option) {
        options.remove(option);
        optionsChanged++;
        Shape shape = option.shape;
        shape.options.remove(option);
        if (shape.options.isEmpty()) {
            remove(shape);
        }
    }

    private void remove(Shape shape) {
        int last = shapes.size() - 1;
        shapes.get(last).index = shape.index;
        shapes.set(shape.index, shapes.get(last));
        shapes.remove(last);
        table.remove(shape.index);
        shapeOf.remove(shape.demand);
        for (int[] slots : slotsAt) {
            slots[shape.index] = slots[last];
        }
    }

    /** Counts what fits into the empty pool, after nodes went into or out of service. */
    void countCapacity() {
        options.forEach(this::measure);
    }

    private void measure(Option option) {
        option.measureShares();
        option.capacitySlots = Math.max(1, (long) up * slotsEmpty(option.shape));
    }

    /** How many of a shape fit on an empty node. */
    private int slotsEmpty(Shape shape) {
        int slots = slotsIn(shape, capacity);
        DeviceRoom devices = members.get(0).devices();
        return devices == null
                ? slots
                : new DeviceRoom(devices.layout()).slots(shape.demand, slots);
    }

    /** How many of a shape fit into what a node has, by kind, whatever its devices. */
    int slotsIn(Shape shape, long[] free) {
        return table.slotsIn(shape.index, free, 0);
    }

    /** How many of a shape one kind has room for, no less than {@code most} if it needs none. */
    int slotsLeft(Shape shape, int kind, long left, int most) {
        return table.slotsLeft(shape.index, kind, left, most);
    }

    /** Rank of the node to place an option on, -1 if it fits on none. */
    int best(Option option, NodeChoice choice) {
        return switch (choice) {
            case TIGHTEST -> best(option.tightest);
            case SPARING -> option.cheapest.get(changes, members.size(), fills);
            case LOOSEST -> best(option.loosest);
        };
    }

    /** Rank of the best of its nodes by an order that depends on nothing but the nodes. */
    int best(BestNode node) {
        return node.get(changes, members.size(), 0);
    }

    /** The same among the nodes that are allowed. */
    int best(Option option, NodeChoice choice, IntPredicate allowed) {
        int best = -1;
        for (int rank = 0; rank < members.size(); rank++) {
            if (slots(option.shape, rank) > 0
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

    /** How often a shape fits on a node now. */
    int slots(Shape shape, int rank) {
        return slotsAt[rank][shape.index];
    }

    /** What a node will have free as what runs there ends. */
    Endings endings(int rank) {
        if (endings[rank] == null) {
            endings[rank] = new Endings(capacity.length, deviceSlots);
        }
        if (endingsReadAt[rank] != changedAt[rank]) {
            endingsReadAt[rank] = changedAt[rank];
            endings[rank].read(members.get(rank));
        }
        return endings[rank];
    }

    /** A number that rises whenever a node changes. */
    long changes() {
        return changes.end();
    }

    /** What {@link #changes()} was when a node last changed. */
    long changedAt(int rank) {
        return changedAt[rank];
    }

    /** A number that rises whenever an option is added or taken out. */
    long optionsChanged() {
        return optionsChanged;
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

    private int offset(int rank) {
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
