package org.dsppo.policy.lab.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.RunningTask;
import org.dsppo.policy.resource.DeviceRoom;
import org.dsppo.policy.resource.NodeRoom;
import org.dsppo.policy.resource.ResourceDemand;

/**
 * What minimum completion time plans for one node: its use over time, and the commitments that have
 * not started. When the node is not as planned, the plan is laid out anew with the same commitments
 * in the same order.
 */
final class NodePlan {

    /** Ends are estimated in whole milliseconds; differences below this are not news. */
    private static final long TOLERANCE_MILLIS = 5;

    /** How much longer an attempt is expected to run that is past its estimated end. */
    private static final long OVERDUE_MILLIS = 1000;

    private final NodeTimeline timeline;
    private final TreeSet<Commitment> ahead = new TreeSet<>(Commitment.BY_START);
    private final List<Commitment> late = new ArrayList<>();
    private final long[] amounts;
    private boolean stale = true;

    /**
     * @param kinds number of resource kinds
     * @param devices the devices of the node, null where none is shared singly
     */
    NodePlan(int kinds, DeviceRoom devices) {
        this.timeline = new NodeTimeline(kinds, devices);
        this.amounts = new long[kinds];
    }

    NodeTimeline timeline() {
        return timeline;
    }

    /** Keeps a commitment and plans its use. */
    void add(Commitment commitment) {
        ResourceDemand demand = commitment.strategy.demand();
        commitment.devices =
                timeline.devices(demand, commitment.startMillis, commitment.durationMillis);
        timeline.use(demand, commitment.devices, commitment.startMillis, commitment.endMillis());
        ahead.add(commitment);
    }

    /** Forgets a commitment, which frees what it was to use. */
    void withdraw(Commitment commitment) {
        ahead.remove(commitment);
        late.remove(commitment);
        stale = true;
    }

    /** Takes all commitments back, in the order in which they were made. */
    List<Commitment> withdrawAll() {
        List<Commitment> all = new ArrayList<>(ahead);
        all.addAll(late);
        all.sort(Commitment.BY_SEQUENCE);
        ahead.clear();
        late.clear();
        stale = true;
        return all;
    }

    boolean isEmpty() {
        return ahead.isEmpty() && late.isEmpty();
    }

    /** True if the node uses what it should by now. */
    boolean holds(NodeView node, long nowMillis) {
        if (stale) {
            return false;
        }
        for (Commitment commitment : late) {
            if (commitment.startMillis < nowMillis - TOLERANCE_MILLIS) {
                return false;
            }
        }
        timeline.forgetBefore(nowMillis - TOLERANCE_MILLIS);
        Arrays.fill(amounts, 0);
        late.forEach(commitment -> commitment.strategy.demand().addTo(amounts));
        for (Commitment soon : ahead) {
            if (soon.startMillis > nowMillis + TOLERANCE_MILLIS) {
                break;
            }
            // It may take over from one that has just ended: for a moment neither is there.
            soon.strategy.demand().addTo(amounts);
        }
        return timeline.explains(
                node::free, amounts, nowMillis - TOLERANCE_MILLIS, nowMillis + TOLERANCE_MILLIS);
    }

    /**
     * Plans anew from what runs: every commitment starts as early as it can, in the order in which
     * they were made.
     *
     * @return commitments that the node has no room for any more
     */
    List<Commitment> layOut(NodeView node, List<RunningTask> running, long nowMillis) {
        NodeRoom all = node.room(amounts.length);
        running.forEach(attempt -> all.give(attempt.demand(), attempt.devices()));
        timeline.reset(nowMillis, all);
        for (RunningTask attempt : running) {
            long expected = attempt.expectedEndMillis() + 1;
            long until = expected > nowMillis ? expected : nowMillis + OVERDUE_MILLIS;
            timeline.use(attempt.demand(), attempt.devices(), nowMillis, until);
        }
        List<Commitment> evicted = new ArrayList<>();
        for (Commitment commitment : withdrawAll()) {
            long start =
                    timeline.earliestStart(
                            commitment.strategy.demand(),
                            nowMillis,
                            commitment.durationMillis,
                            Long.MAX_VALUE - 1);
            if (start == NodeTimeline.NEVER) {
                evicted.add(commitment);
            } else {
                commitment.startMillis = start;
                add(commitment);
            }
        }
        stale = false;
        return evicted;
    }

    /** The next commitment whose start has come, or null; it is taken out. */
    Commitment takeDue(long nowMillis) {
        return nextStartMillis() <= nowMillis ? ahead.pollFirst() : null;
    }

    /** Commitments that were due before and did not fit; the list is the caller's. */
    List<Commitment> takeLate() {
        List<Commitment> taken = List.copyOf(late);
        late.clear();
        return taken;
    }

    /** Keeps a commitment that is due but does not fit, to start as soon as it does. */
    void postpone(Commitment commitment) {
        late.add(commitment);
    }

    /** Tells that something started at another time than planned. */
    void deviated() {
        stale = true;
    }

    /** When the next commitment is due, or {@link Long#MAX_VALUE}. */
    long nextStartMillis() {
        return ahead.isEmpty() ? Long.MAX_VALUE : ahead.first().startMillis;
    }
}
