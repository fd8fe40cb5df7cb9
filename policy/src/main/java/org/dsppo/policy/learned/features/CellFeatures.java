package org.dsppo.policy.learned.features;

import java.util.ArrayList;
import java.util.List;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.TaskGroup;
import org.dsppo.policy.placement.WaitingTask;

/**
 * Watches one cell and gives the features of its decisions. Per round: {@link #begin}, then as
 * often as something is to be placed {@link #candidates} and {@link #place}. What it keeps between
 * rounds follows the changes of nodes, so that a decision costs the same in a large cell as in a
 * small one.
 */
public final class CellFeatures {

    /** Larger cells are alike in how little of them one node is. */
    private static final float LEAST_NODE_SHARE = 0.03f;

    /** Of what a cell can carry, as much as lets queues grow: nodes never fill up to the last. */
    private static final double OVERLOAD = 0.9;

    private final NodeListener listener;
    private final Shares shares;
    private final List<WaitingClass> classes = new ArrayList<>();
    private final CandidateSet candidates = new CandidateSet();
    private final LoadMeter load = new LoadMeter();
    private final float[] cell = new float[CellFeature.WIDTH];
    private final CandidateBuilder builder;
    private PlacementRound round;
    private CellProfile cellProfile;
    private Backlog backlog;
    private long makeAsOf;
    private long compilations;

    /** Features for who keeps nothing about nodes. */
    public CellFeatures() {
        this(NodeListener.NONE, Shares.LISTED);
    }

    /**
     * @param listener told of changed nodes, and of all of them when the cell is compiled anew
     * @param shares what elastic strategies get
     */
    public CellFeatures(NodeListener listener, Shares shares) {
        this.listener = listener;
        this.shares = shares;
        this.builder = new CandidateBuilder(candidates, classes, load);
    }

    /** Reads what happened since the last round. */
    public void begin(PlacementRound round) {
        this.round = round;
        if (cellProfile == null || !cellProfile.isOf(round)) {
            compilations++;
            cellProfile = new CellProfile(round);
            backlog = new Backlog(cellProfile);
            makeAsOf = 0;
            for (int node = 0; node < cellProfile.nodes(); node++) {
                listener.changed(node);
            }
        } else {
            cellProfile.refresh(listener);
        }
        readClasses();
        load.advance(round.nowMillis());
        List<? extends WaitingTask> arrivals = round.arrivals();
        for (int i = 0; i < arrivals.size(); i++) {
            WaitingTask task = arrivals.get(i);
            ClassProfile profile =
                    cellProfile.arrived(task.strategies(), task.runtimeScale(), round);
            if (Double.isInfinite(profile.costMillis) || profile.costMillis == 0) {
                cellProfile.price(classes);
            }
            load.arrived(
                    profile.shortestMillis * task.runtimeScale(),
                    profile.costMillis * task.runtimeScale());
        }
        cellProfile.price(classes);
        backlog.measure(classes);
        measureCell();
    }

    /** Reads the round of the latest {@link #begin} again, after others have placed tasks in it. */
    public void again() {
        cellProfile.refresh(listener);
        readClasses();
        cellProfile.price(classes);
        backlog.measure(classes);
        measureCell();
    }

    private void readClasses() {
        classes.clear();
        List<? extends TaskGroup> groups = round.groups();
        int lowest = Integer.MAX_VALUE;
        int highest = Integer.MIN_VALUE;
        for (int i = 0; i < groups.size(); i++) {
            TaskGroup group = groups.get(i);
            WaitingClass each =
                    new WaitingClass(group, cellProfile.profile(group.strategies(), round));
            each.index = i;
            lowest = Math.min(lowest, group.priority());
            highest = Math.max(highest, group.priority());
            classes.add(each);
        }
        for (WaitingClass each : classes) {
            each.urgency = lowest == highest ? 0 : round.agedPriority(each.head());
        }
    }

    private void measureCell() {
        double runtime = load.meanRuntimeMillis();
        double shortLoad = load.load(0);
        double loadNow = load.load(1);
        set(CellFeature.BACKLOG, Logarithm.ln(1 + backlog.totalMillis() / runtime));
        set(CellFeature.LOAD, clipped(Logarithm.ln(loadNow + 1e-3), -4, 3));
        set(CellFeature.BURST, Logarithm.ln((shortLoad + 0.02) / (loadNow + 0.02)));
        set(CellFeature.LONG_RUN_LOAD, clipped(Logarithm.ln(load.load(2) + 1e-3), -4, 3));
        set(CellFeature.OVERLOAD, clipped(Logarithm.ln(load.load(2) / OVERLOAD + 1e-3), 0, 3));
        set(CellFeature.USED, (float) worthUsed());
        if (cellProfile.pricings() != makeAsOf) {
            makeAsOf = cellProfile.pricings();
            measureMake(runtime);
        }
    }

    private double worthUsed() {
        double used = 0;
        for (NodePool pool : cellProfile.pools()) {
            for (int kind = 0; kind < cellProfile.kinds(); kind++) {
                double weight = cellProfile.prices().weight(pool.index(), kind);
                if (weight > 0) {
                    used += weight * pool.used(kind);
                }
            }
        }
        return used;
    }

    private void measureMake(double runtime) {
        int nodes = Math.max(1, cellProfile.nodes());
        int largest = 0;
        for (NodePool pool : cellProfile.pools()) {
            largest = Math.max(largest, pool.size());
        }
        double spread = 0;
        double options = 0;
        double weights = 1e-9;
        for (ClassProfile profile : cellProfile.profiles()) {
            int last = profile.options.size() - 1;
            double weight = profile.weight + 1e-9;
            spread +=
                    weight
                            * Logarithm.ln(
                                    profile.options.get(last).runtimeMillis
                                            / profile.shortestMillis);
            options += weight * profile.options.size();
            weights += weight;
        }
        set(CellFeature.NODE_SHARE, Math.max(1f / nodes, LEAST_NODE_SHARE));
        set(CellFeature.POOLS, Logarithm.ln((float) cellProfile.pools().size()));
        set(CellFeature.HETEROGENEITY, (float) (spread / weights));
        set(CellFeature.OPTIONS_PER_CLASS, Logarithm.ln(1 + options / weights));
        set(CellFeature.LARGEST_POOL, (float) largest / nodes);
        set(CellFeature.ACCELERATED, (float) cellProfile.acceleratedShare());
        set(CellFeature.TRANSFER, (float) Math.min(4, builder.meanTransferMillis() / runtime));
    }

    private void set(CellFeature feature, float value) {
        cell[feature.ordinal()] = value;
    }

    private static float clipped(float value, float least, float most) {
        return Math.max(least, Math.min(most, value));
    }

    /**
     * Candidates for the next placement; empty when nothing fits. Valid until the next call.
     *
     * @param choice which node each option would get
     */
    public CandidateSet candidates(NodeChoice choice) {
        builder.build(round, backlog, choice);
        return candidates;
    }

    /** Places a candidate of the latest {@link #candidates}. */
    public void place(int candidate) {
        WaitingTask task = candidates.task(candidate);
        WaitingClass waiting = candidates.waitingClass(candidate);
        double scale = task.runtimeScale();
        Strategy strategy = candidates.strategy(candidate);
        NodeView node = candidates.node(candidate);
        Double share = share(candidate);
        // With another share it would end at another time and leave less beside it.
        boolean chosen = share != null && round.fits(task, strategy, node, share);
        round.assign(task, strategy, node, chosen ? share : null);
        backlog.left(waiting.profile, scale);
        cellProfile.placed();
        cellProfile.refresh(listener);
        set(
                CellFeature.BACKLOG,
                Logarithm.ln(1 + backlog.totalMillis() / load.meanRuntimeMillis()));
    }

    private Double share(int candidate) {
        Option option = candidates.option(candidate);
        if (shares == Shares.LISTED || option.strategy.elastic() == null) {
            return null;
        }
        int elastic = 0;
        double[] own = new double[option.kinds.length];
        double[] others = new double[own.length];
        for (int i = 0; i < own.length; i++) {
            int kind = option.kinds[i];
            elastic = kind == option.strategy.elasticKind() ? i : elastic;
            own[i] = arrivalRate(option.owner) * option.workMillis(kind);
            for (Option other : option.pool.options()) {
                if (other.owner != option.owner) {
                    others[i] +=
                            arrivalRate(other.owner) * other.flowShare * other.workMillis(kind);
                }
            }
        }
        int waiting = candidates.waitingClass(candidate).group.size() - 1;
        NodeView node = candidates.node(candidate);
        long free = node.offered(option.strategy.demand(), option.kinds[elastic]);
        Double share =
                new ElasticShare(waiting, option.capacitySlots, elastic, own, others)
                        .choose(option.strategy, free);
        // Memory goes with units: on other devices there may be too little of it.
        return node.fits(option.strategy.demandAt(share)) ? share : null;
    }

    /** Tasks of a class per millisecond, of late or in the long run, whichever is more. */
    private double arrivalRate(ClassProfile profile) {
        double busier = Math.max(load.load(1), load.load(2));
        return busier * profile.loadShare * profile.meanScale / Math.max(1e-9, profile.costMillis);
    }

    /** Features of the cell as of {@link #begin}, the backlog as of now. */
    public float[] cell() {
        return cell;
    }

    /** Load of the bottleneck in the long run, in units of what the cell can carry. */
    public double longRunLoad() {
        return load.load(2);
    }

    /** Number of waiting classes of the round. */
    public int classes() {
        return classes.size();
    }

    /** Number of nodes of the cell. */
    public int nodes() {
        return cellProfile.nodes();
    }

    /** Number of pools, each of nodes of one type. */
    public int pools() {
        return cellProfile.pools().size();
    }

    /** Position of a node's pool among {@link #pools()}. */
    public int poolOf(int node) {
        return cellProfile.poolOf(node).index();
    }

    /** What the site is like, as of {@link #make()}. */
    public SiteDescription describe() {
        return SiteDescriber.describe(cellProfile, load.meanRuntimeMillis());
    }

    /** Changes when the cell is compiled or priced anew, so that the site may be another. */
    public long make() {
        return (compilations << 32) + cellProfile.pricings();
    }

    /** Rises when the cell is compiled anew, so that nodes and pools are others. */
    public long compilation() {
        return compilations;
    }

    /** How many tasks of a class of the round still wait. */
    public int waiting(int index) {
        return classes.get(index).group.size();
    }

    /**
     * Writes the features of a waiting class; all zero once nothing of it waits.
     *
     * @param into {@link ClassFeature#WIDTH} floats from {@code offset} on
     */
    public void classFeatures(int index, float[] into, int offset) {
        builder.classFeatures(classes.get(index), into, offset);
    }

    /**
     * Writes the features of a node.
     *
     * @param node its index
     * @param into {@link NodeFeature#WIDTH} floats from {@code offset} on
     */
    public void nodeFeatures(int node, float[] into, int offset) {
        NodePool pool = cellProfile.poolOf(node);
        int rank = cellProfile.rankOf(node);
        NodeView view = pool.node(rank);
        double used = 0;
        double most = 0;
        int listed = 0;
        for (int kind = 0; kind < cellProfile.kinds(); kind++) {
            if (pool.capacity(kind) > 0) {
                double part = 1 - pool.free(rank, kind) * pool.perCapacity(kind);
                used += part;
                most = Math.max(most, part);
                listed++;
            }
        }
        into[offset + NodeFeature.UP.ordinal()] = view.schedulable() ? 1 : 0;
        into[offset + NodeFeature.USED.ordinal()] = (float) (used / Math.max(1, listed));
        into[offset + NodeFeature.MOST_USED.ordinal()] = (float) most;
        into[offset + NodeFeature.SIZE.ordinal()] = pool.relativeSize();
        into[offset + NodeFeature.ACCELERATED.ordinal()] = pool.accelerated() ? 1 : 0;
        into[offset + NodeFeature.HOLDERS.ordinal()] = Logarithm.ln(1f + view.holders());
        into[offset + NodeFeature.FULL.ordinal()] = most > 0.99 ? 1 : 0;
    }
}
