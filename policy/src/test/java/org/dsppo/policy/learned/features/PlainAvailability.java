package org.dsppo.policy.learned.features;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.RunningTask;
import org.dsppo.policy.resource.DeviceRoom;
import org.dsppo.policy.resource.NodeRoom;

/** What a pool says of its options, computed from its nodes alone and anew for every question. */
record PlainAvailability(NodePool pool, int kinds) {

    /** How often an option fits on a node side by side with itself. */
    int slots(Option option, int rank) {
        NodeView node = pool.node(rank);
        if (!node.schedulable()) {
            return 0;
        }
        double least = 10_000;
        for (int i = 0; i < option.kinds.length; i++) {
            long free = node.free(option.kinds[i]);
            if (free < option.amounts[i]) {
                return 0;
            }
            least = Math.min(least, free * (1.0 / option.amounts[i]));
        }
        int slots = Math.max(1, (int) (least + 1e-9));
        DeviceRoom devices = node.devices();
        return devices == null ? slots : devices.slots(option.strategy.demand(), slots);
    }

    long slots(Option option) {
        long slots = 0;
        for (int rank = 0; rank < pool.size(); rank++) {
            slots += slots(option, rank);
        }
        return slots;
    }

    /** Of all pools together, for all options of a class. */
    static long slots(ClassProfile profile) {
        long slots = 0;
        for (Option option : profile.options) {
            slots += new PlainAvailability(option.pool, option.pool.kinds()).slots(option);
        }
        return slots;
    }

    /** How many places another option loses on a node to one that is placed there. */
    private int lost(Option other, Option placed, int rank) {
        int before = slots(other, rank);
        int after = before;
        for (int i = 0; i < placed.kinds.length; i++) {
            for (int k = 0; k < other.kinds.length; k++) {
                if (other.kinds[k] == placed.kinds[i]) {
                    long left = pool.node(rank).free(other.kinds[k]) - placed.amounts[i];
                    double fits = left * (1.0 / other.amounts[k]) + 1e-9;
                    after = Math.min(after, (int) Math.max(0, fits));
                }
            }
        }
        return before - after;
    }

    float displacement(Option placed, int rank) {
        double lost = 0;
        for (Option other : pool.options()) {
            if (other.owner != placed.owner && other.flowShare > 0.01 && slots(other, rank) > 0) {
                lost += other.flowShare * lost(other, placed, rank) / slots(other);
            }
        }
        return (float) lost;
    }

    double rarestPlace(Option placed, int rank) {
        double rarest = 1e-3;
        for (Option other : pool.options()) {
            int lost = other.owner == placed.owner ? 0 : lost(other, placed, rank);
            if (lost > 0) {
                rarest = Math.max(rarest, (double) lost / slots(other.owner));
            }
        }
        return rarest;
    }

    /** The node with room for an option that comes first in an order of nodes, -1 for none. */
    int first(Option option, Comparator<Integer> order) {
        int first = -1;
        for (int rank = 0; rank < pool.size(); rank++) {
            if (slots(option, rank) > 0 && (first < 0 || order.compare(rank, first) < 0)) {
                first = rank;
            }
        }
        return first;
    }

    /** Least room first, then the lowest rank. */
    Comparator<Integer> tightest() {
        return Comparator.<Integer>comparingDouble(this::room).thenComparing(rank -> rank);
    }

    /** Most room first, then the lowest rank. */
    Comparator<Integer> loosest() {
        return Comparator.<Integer>comparingDouble(rank -> -room(rank)).thenComparing(rank -> rank);
    }

    private double room(int rank) {
        double room = 0;
        for (int kind = 0; kind < kinds; kind++) {
            double per = pool.capacity(kind) > 0 ? 1.0 / pool.capacity(kind) : 0;
            room += pool.node(rank).free(kind) * per;
        }
        return room;
    }

    /** When an option has room on some node, and on which first, as tasks end one by one. */
    long nextFreeMillis(Option option) {
        long earliest = Long.MAX_VALUE;
        for (int rank = 0; rank < pool.size(); rank++) {
            earliest = Math.min(earliest, nextFreeMillis(option, rank, new long[kinds]));
        }
        return earliest;
    }

    /**
     * @param freed what is free then
     */
    long nextFreeMillis(Option option, int rank, long[] freed) {
        NodeView node = pool.node(rank);
        if (!node.schedulable()) {
            return Long.MAX_VALUE;
        }
        for (int kind = 0; kind < kinds; kind++) {
            freed[kind] = node.free(kind);
        }
        NodeRoom room = new NodeRoom(freed, node.devices() == null ? null : node.devices().copy());
        List<RunningTask> running = new ArrayList<>();
        node.running().forEach(running::add);
        running.sort(Comparator.comparingLong(RunningTask::expectedEndMillis));
        for (RunningTask task : running) {
            room.give(task.demand(), task.devices());
            if (room.fits(option.strategy.demand())) {
                return task.expectedEndMillis();
            }
        }
        return Long.MAX_VALUE;
    }
}
