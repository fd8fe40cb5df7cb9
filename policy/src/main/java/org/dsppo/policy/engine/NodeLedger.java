package org.dsppo.policy.engine;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.RunningTask;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.resource.ResourceDemand;

/**
 * What a node has and who holds it: free = capacity - reserved - foreign, in thousandths. Foreign
 * is use that our own attempts do not explain.
 */
final class NodeLedger implements NodeView {

    private final int index;
    private final String nodeId;
    private final String cluster;
    private final int clusterIndex;
    private final int type;
    private final Map<String, String> labels;
    private final long[] capacity;
    private final long[] reserved;
    private final long[] foreign;
    private final long[] free;
    private final Set<LiveTask> tasks = new LinkedHashSet<>();
    private final Set<Orphan> orphans = new LinkedHashSet<>();
    private final Deque<EndedAttempt> recentlyEnded = new ArrayDeque<>();
    private final NodeChangeLog changes;
    private NodeCondition condition = NodeCondition.UNKNOWN;
    private Map<String, Double> expectedMillis = Map.of();
    private boolean leftAlone;

    NodeLedger(
            int index,
            String nodeId,
            String cluster,
            int clusterIndex,
            int type,
            Map<String, String> labels,
            long[] capacity,
            NodeChangeLog changes) {
        this.index = index;
        this.nodeId = nodeId;
        this.cluster = cluster;
        this.clusterIndex = clusterIndex;
        this.type = type;
        this.labels = labels;
        this.capacity = capacity;
        this.reserved = new long[capacity.length];
        this.foreign = new long[capacity.length];
        this.free = capacity.clone();
        this.changes = changes;
    }

    /** An attempt that ended a moment ago: a report from before may still list it. */
    record EndedAttempt(String taskId, int attempt, ResourceDemand demand, long endedAtMillis) {}

    void reserve(ResourceDemand demand) {
        demand.addTo(reserved);
        demand.subtractFrom(free);
        changes.add(index);
    }

    void release(ResourceDemand demand) {
        demand.subtractFrom(reserved);
        demand.addTo(free);
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

    /** Sets foreign use to what of {@code used} is not explained by {@code own}. */
    void foreign(long[] used, long[] own) {
        for (int kind = 0; kind < foreign.length; kind++) {
            foreign[kind] = used == null ? 0 : Math.max(0, used[kind] - own[kind]);
            free[kind] = capacity[kind] - reserved[kind] - foreign[kind];
        }
        changes.add(index);
    }

    /** What it holds is expected to end at another time. */
    void holdsOtherwise() {
        changes.add(index);
    }

    Set<LiveTask> tasks() {
        return tasks;
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

    /** {@code cluster/node}, which names a node everywhere. */
    String name() {
        return cluster + '/' + nodeId;
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

    boolean hasCapacity(long[] amounts) {
        return Arrays.equals(capacity, amounts);
    }

    boolean hasCapacityFor(ResourceDemand demand) {
        return demand.fitsIn(capacity);
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
        return free[kind];
    }

    @Override
    public boolean schedulable() {
        return condition == NodeCondition.UP && !leftAlone;
    }

    @Override
    public Iterable<? extends RunningTask> running() {
        return tasks;
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
        return schedulable() && demand.fitsIn(free);
    }

    @Override
    public String toString() {
        return nodeId;
    }
}
