package org.dsppo.policy.learned.features;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dsppo.policy.placement.RunningTask;
import org.dsppo.policy.resource.DeviceRoom;
import org.dsppo.policy.resource.NodeRoom;

/**
 * When a node of a pool will have room for an option, if what runs ends as estimated and nothing
 * else is placed. Asked only for options that fit nowhere; an answer is kept until its node
 * changes.
 */
final class NextFree {

    private static final Comparator<RunningTask> BY_END =
            Comparator.comparingLong(RunningTask::expectedEndMillis);

    private final NodePool pool;
    private final int kinds;
    private final List<List<RunningTask>> byEnd = new ArrayList<>();
    private final long[] freed;

    NextFree(NodePool pool, int kinds) {
        this.pool = pool;
        this.kinds = kinds;
        this.freed = new long[kinds];
    }

    /** A node changed: what was known of it is void. */
    void changed(int rank) {
        while (byEnd.size() <= rank) {
            byEnd.add(null);
        }
        byEnd.set(rank, null);
        List<Option> options = pool.options();
        for (int i = 0; i < options.size(); i++) {
            options.get(i).freeAtMillis[rank] = Option.UNKNOWN;
        }
    }

    /** Earliest instant over all nodes, milliseconds; {@link Long#MAX_VALUE} for never. */
    long earliestMillis(Option option) {
        long earliest = Long.MAX_VALUE;
        long[] known = option.freeAtMillis;
        for (int rank = 0; rank < known.length; rank++) {
            if (known[rank] == Option.UNKNOWN) {
                known[rank] = at(option, rank);
            }
            earliest = Math.min(earliest, known[rank]);
        }
        return earliest;
    }

    /** The node with the earliest instant, the first of several. */
    int earliestRank(Option option) {
        long earliest = earliestMillis(option);
        int rank = 0;
        while (option.freeAtMillis[rank] != earliest) {
            rank++;
        }
        return rank;
    }

    /** Writes what is free on a node then, millionths by kind. */
    void freeThen(Option option, int rank, long[] into) {
        at(option, rank);
        System.arraycopy(freed, 0, into, 0, kinds);
    }

    private long at(Option option, int rank) {
        if (!pool.isUp(rank)) {
            return Long.MAX_VALUE;
        }
        for (int kind = 0; kind < kinds; kind++) {
            freed[kind] = pool.free(rank, kind);
        }
        DeviceRoom devices = pool.node(rank).devices();
        NodeRoom room = new NodeRoom(freed, devices == null ? null : devices.copy());
        for (RunningTask task : sorted(rank)) {
            room.give(task.demand(), task.devices());
            if (room.fits(option.strategy.demand())) {
                return task.expectedEndMillis();
            }
        }
        return Long.MAX_VALUE;
    }

    private List<RunningTask> sorted(int rank) {
        List<RunningTask> tasks = byEnd.get(rank);
        if (tasks == null) {
            tasks = new ArrayList<>();
            for (RunningTask task : pool.node(rank).running()) {
                tasks.add(task);
            }
            tasks.sort(BY_END);
            byEnd.set(rank, tasks);
        }
        return tasks;
    }
}
