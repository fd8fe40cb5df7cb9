package org.dsppo.policy.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dsppo.policy.resource.ResourceDemand;

/** What a node has free once some of what it holds has ended; the node itself is not touched. */
final class FutureRoom {

    private static final Comparator<LiveTask> BY_END =
            Comparator.comparingLong(LiveTask::expectedEndMillis)
                    .thenComparing(WaitingQueue.BY_SUBMISSION);

    private final long[] free;

    private FutureRoom(NodeLedger node, int kinds) {
        free = new long[kinds];
        for (int kind = 0; kind < kinds; kind++) {
            free[kind] = node.free(kind);
        }
    }

    /**
     * When a node will have room for a demand, by the expected ends of what runs there, which may
     * have passed.
     *
     * @return {@link FreeTimes#NOW}, an instant in milliseconds, or {@link FreeTimes#NEVER}
     */
    static long freeAtMillis(NodeLedger node, int kinds, ResourceDemand demand) {
        if (node.fits(demand)) {
            return FreeTimes.NOW;
        }
        if (!node.schedulable()) {
            return FreeTimes.NEVER;
        }
        FutureRoom room = new FutureRoom(node, kinds);
        for (LiveTask task : byEnd(node)) {
            room.release(task);
            if (room.has(demand)) {
                return task.expectedEndMillis();
            }
        }
        return FreeTimes.NEVER;
    }

    /** What a node has free when all has ended that should have by an instant. */
    static FutureRoom at(NodeLedger node, int kinds, long atMillis) {
        FutureRoom room = new FutureRoom(node, kinds);
        for (LiveTask task : node.tasks()) {
            if (task.expectedEndMillis() <= atMillis) {
                room.release(task);
            }
        }
        return room;
    }

    private static List<LiveTask> byEnd(NodeLedger node) {
        List<LiveTask> tasks = new ArrayList<>(node.tasks());
        tasks.sort(BY_END);
        return tasks;
    }

    private void release(LiveTask task) {
        task.demand().addTo(free);
    }

    boolean has(ResourceDemand demand) {
        return demand.fitsIn(free);
    }

    /** Takes a demand away, which may be more than there is. */
    void take(ResourceDemand demand) {
        demand.subtractFrom(free);
    }
}
