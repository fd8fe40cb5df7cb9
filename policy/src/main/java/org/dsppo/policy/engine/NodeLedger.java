package org.dsppo.policy.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.RunningTask;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.resource.DeviceLayout;
import org.dsppo.policy.resource.DeviceRoom;
import org.dsppo.policy.resource.HeldDevices;
import org.dsppo.policy.resource.ResourceDemand;
import org.dsppo.policy.resource.ResourceSpace;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.node.DeviceReports;

/**
 * What a node has and who holds it: free = capacity - lacking - reserved - foreign, in millionths.
 * Lacking is what the node has a little less now than it is taken to have, foreign is use that our
 * own attempts do not explain.
 */
final class NodeLedger implements NodeView {

    private static final Comparator<LiveTask> BY_END =
            Comparator.comparingLong(LiveTask::expectedEndMillis)
                    .thenComparing(WaitingQueue.BY_SUBMISSION);

    private final int index;
    private final String nodeId;
    private final String name;
    private final String cluster;
    private final int clusterIndex;
    private final int type;
    private final Map<String, String> labels;
    private final long[] capacity;
    private final long[] reserved;
    private final long[] foreign;
    private final long[] lacking;
    private final long[] free;
    private final DeviceRoom devices;
    private final long[] shown;
    private final Set<LiveTask> tasks = new LinkedHashSet<>();
    private final List<LiveTask> byEnd = new ArrayList<>();
    private boolean sortedByEnd = true;
    private final Set<Orphan> orphans = new LinkedHashSet<>();
    private final Deque<EndedAttempt> recentlyEnded = new ArrayDeque<>();
    private final NodeChangeLog changes;
    private NodeCondition condition = NodeCondition.UNKNOWN;
    private Map<String, Double> expectedMillis = Map.of();
    private boolean leftAlone;
    private boolean outdated;

    NodeLedger(
            int index,
            String nodeId,
            String cluster,
            int clusterIndex,
            int type,
            Map<String, String> labels,
            long[] capacity,
            DeviceLayout layout,
            NodeChangeLog changes) {
        this.index = index;
        this.nodeId = nodeId;
        this.name = NodeSpec.nameOf(cluster, nodeId);
        this.cluster = cluster;
        this.clusterIndex = clusterIndex;
        this.type = type;
        this.labels = labels;
        this.capacity = capacity;
        this.reserved = new long[capacity.length];
        this.foreign = new long[capacity.length];
        this.lacking = new long[capacity.length];
        this.free = capacity.clone();
        this.devices = layout.isEmpty() ? null : new DeviceRoom(layout);
        this.shown = devices == null ? free : free.clone();
        this.changes = changes;
        show();
    }

    /** An attempt that ended a moment ago: a report from before may still list it. */
    record EndedAttempt(
            String taskId,
            int attempt,
            ResourceDemand demand,
            HeldDevices devices,
            long endedAtMillis) {}

    /** The devices that a demand gets if there are any that are shared singly; it fits. */
    HeldDevices choose(ResourceDemand demand) {
        return devices == null ? HeldDevices.NONE : devices.choose(demand);
    }

    /** The devices that an attempt holds whatever is free, by what was recorded of them. */
    HeldDevices adopt(ResourceDemand demand, HeldDevices named) {
        return devices == null ? HeldDevices.NONE : devices.adopt(demand, named);
    }

    void reserve(ResourceDemand demand, HeldDevices held) {
        demand.addTo(reserved);
        demand.subtractFrom(free);
        if (devices != null) {
            devices.take(held);
            show();
        }
        changes.add(index);
    }

    void release(ResourceDemand demand, HeldDevices held) {
        demand.subtractFrom(reserved);
        demand.addTo(free);
        if (devices != null) {
            devices.give(held);
            show();
        }
        changes.add(index);
        for (int i = 0; i < demand.size(); i++) {
            if (reserved[demand.kind(i)] < 0) {
                throw new IllegalStateException(
                        "node %s: reserved %d of kind %d after releasing %d"
                                .formatted(
                                        nodeId,
                                        reserved[demand.kind(i)],
                                        demand.kind(i),
                                        demand.amount(i)));
            }
        }
    }

    /**
     * Takes over what a report says of the devices; {@link #foreign} must follow.
     *
     * @param own what our attempts hold that the report lists
     */
    void observe(Map<String, DeviceReports> reported, ResourceSpace space, List<HeldDevices> own) {
        if (devices != null) {
            devices.observe(reported, space, own);
        }
    }

    /**
     * Sets foreign use to what of {@code used} is not explained by {@code own}, and no less than
     * what the devices were observed to have.
     */
    void foreign(long[] used, long[] own) {
        for (int kind = 0; kind < foreign.length; kind++) {
            foreign[kind] = used == null ? 0 : Math.max(0, used[kind] - own[kind]);
            if (devices != null) {
                foreign[kind] = Math.max(foreign[kind], devices.foreign(kind));
            }
            free[kind] = capacity[kind] - lacking[kind] - reserved[kind] - foreign[kind];
        }
        show();
        changes.add(index);
    }

    /**
     * Says what the node has now; {@link #foreign} must follow. More than it is taken to have
     * changes nothing.
     */
    void lacks(long[] present) {
        for (int kind = 0; kind < lacking.length; kind++) {
            lacking[kind] = Math.max(0, capacity[kind] - present[kind]);
        }
    }

    /** Free amounts as others see them: no more than the devices have to give. */
    private void show() {
        for (int kind = 0; devices != null && kind < free.length; kind++) {
            shown[kind] = Math.min(free[kind], devices.free(kind));
        }
    }

    /** What it holds is expected to end at another time. */
    void holdsOtherwise() {
        sortedByEnd = false;
        changes.add(index);
    }

    /** Takes note of an attempt for which room was reserved. */
    void hold(LiveTask task) {
        if (tasks.add(task)) {
            byEnd.add(task);
            sortedByEnd = false;
        }
    }

    /** Forgets an attempt whose room was released. */
    void drop(LiveTask task) {
        if (tasks.remove(task)) {
            byEnd.remove(task);
        }
    }

    /** Attempts that hold resources here, in the order in which they came; not to be changed. */
    Set<LiveTask> tasks() {
        return tasks;
    }

    /** The same by when they are expected to end; valid until the next change. */
    List<LiveTask> tasksByEnd() {
        if (!sortedByEnd) {
            byEnd.sort(BY_END);
            sortedByEnd = true;
        }
        return byEnd;
    }

    Set<Orphan> orphans() {
        return orphans;
    }

    Deque<EndedAttempt> recentlyEnded() {
        return recentlyEnded;
    }

    NodeCondition condition() {
        return condition;
    }

    void condition(NodeCondition condition) {
        this.condition = condition;
        changes.add(index);
    }

    /** Whether the node gets nothing new for now, because tasks fail there. */
    void leaveAlone(boolean alone) {
        if (alone != leftAlone) {
            leftAlone = alone;
            changes.add(index);
        }
    }

    /** Whether the node gets nothing new for now, because it is no longer as it is known here. */
    void outdated(boolean is) {
        if (is != outdated) {
            outdated = is;
            changes.add(index);
        }
    }

    @Override
    public String name() {
        return name;
    }

    /**
     * @param millis run times by strategy id that replace the listed ones; null for none
     */
    void expect(Map<String, Double> millis) {
        Map<String, Double> next = millis == null ? Map.of() : millis;
        if (!next.equals(expectedMillis)) {
            expectedMillis = next;
            changes.add(index);
        }
    }

    long reserved(int kind) {
        return reserved[kind];
    }

    /** By kind; not to be changed. */
    long[] capacity() {
        return capacity;
    }

    DeviceLayout layout() {
        return devices == null ? DeviceLayout.NONE : devices.layout();
    }

    boolean hasCapacityFor(ResourceDemand demand) {
        return demand.fitsIn(capacity)
                && (devices == null || new DeviceRoom(devices.layout()).fits(demand));
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public String nodeId() {
        return nodeId;
    }

    @Override
    public String cluster() {
        return cluster;
    }

    @Override
    public int clusterIndex() {
        return clusterIndex;
    }

    @Override
    public int type() {
        return type;
    }

    @Override
    public Map<String, String> labels() {
        return labels;
    }

    @Override
    public long capacity(int kind) {
        return capacity[kind];
    }

    @Override
    public long free(int kind) {
        return shown[kind];
    }

    @Override
    public DeviceRoom devices() {
        return devices;
    }

    @Override
    public boolean schedulable() {
        return condition == NodeCondition.UP && !leftAlone && !outdated;
    }

    @Override
    public Iterable<? extends RunningTask> running() {
        return tasksByEnd();
    }

    @Override
    public int holders() {
        return tasks.size() + orphans.size();
    }

    @Override
    public double runtimeFactor(Strategy strategy) {
        Double expected = expectedMillis.isEmpty() ? null : expectedMillis.get(strategy.id());
        return expected == null ? 1 : expected / strategy.runtimeMillis();
    }

    @Override
    public boolean fits(ResourceDemand demand) {
        return schedulable() && demand.fitsIn(shown) && (devices == null || devices.fits(demand));
    }

    @Override
    public String toString() {
        return name();
    }
}
