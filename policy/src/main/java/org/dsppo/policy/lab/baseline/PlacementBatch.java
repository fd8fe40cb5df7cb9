package org.dsppo.policy.lab.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.QueueCursor;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.TaskGroup;
import org.dsppo.policy.placement.WaitingTask;
import org.dsppo.policy.resource.DeviceRoom;
import org.dsppo.policy.resource.HeldDevices;

/**
 * The first waiting tasks for which there is room somewhere, and the servers each could get. A
 * solution is a server per task and an order; its cost the sum of the run times, with a task for
 * which no room is left counting as slower than any.
 */
final class PlacementBatch {

    private static final int MOST_TASKS = 64;
    private static final double WAITING_MILLIS = 1000;

    private final PlacementRound round;
    private final List<WaitingTask> tasks = new ArrayList<>();
    private final List<List<Placement>> options = new ArrayList<>();
    private final long[] free;
    private final long[] left;
    private final DeviceRoom[] devicesLeft;
    private final int kinds;

    private PlacementBatch(PlacementRound round) {
        this.round = round;
        this.kinds = round.resources().size();
        this.free = new long[round.nodes().size() * kinds];
        this.left = new long[free.length];
        this.devicesLeft = new DeviceRoom[round.nodes().size()];
        for (NodeView node : round.nodes()) {
            for (int kind = 0; kind < kinds; kind++) {
                free[node.index() * kinds + kind] = node.free(kind);
            }
        }
    }

    static PlacementBatch of(PlacementRound round, Candidates candidates) {
        PlacementBatch batch = new PlacementBatch(round);
        Map<TaskGroup, List<Placement>> known = new HashMap<>();
        QueueCursor queue = round.queue();
        WaitingTask task = queue.next();
        while (task != null && batch.tasks.size() < MOST_TASKS) {
            WaitingTask head = task;
            List<Placement> servers =
                    known.computeIfAbsent(task.group(), group -> servers(head, round, candidates));
            if (servers.isEmpty()) {
                queue.skipGroup();
            } else {
                batch.tasks.add(task);
                batch.options.add(servers);
            }
            task = queue.next();
        }
        return batch;
    }

    /** Every node that has room, with the fastest strategy that fits there, fastest first. */
    private static List<Placement> servers(
            WaitingTask task, PlacementRound round, Candidates candidates) {
        List<Placement> servers = new ArrayList<>();
        BitSet taken = new BitSet();
        for (Strategy strategy : candidates.strategies(task)) {
            for (NodeView node : candidates.nodes(round, strategy)) {
                if (!taken.get(node.index()) && round.fits(task, strategy, node)) {
                    taken.set(node.index());
                    servers.add(new Placement(strategy, node));
                }
            }
        }
        return servers;
    }

    int size() {
        return tasks.size();
    }

    WaitingTask task(int i) {
        return tasks.get(i);
    }

    /** Servers of a task, fastest first; not empty. */
    List<Placement> servers(int i) {
        return options.get(i);
    }

    /** Leaves a task only some of its servers. */
    void restrict(int i, List<Placement> servers) {
        options.set(i, servers);
    }

    /** The server that a number from 0 to 1 stands for. */
    Placement server(int i, double position) {
        List<Placement> servers = options.get(i);
        return servers.get(Math.min(servers.size() - 1, (int) (position * servers.size())));
    }

    /**
     * Cost of a solution, milliseconds.
     *
     * @param order tasks in the order in which they take what they need
     * @param servers a server per task
     */
    double cost(int[] order, Placement[] servers) {
        System.arraycopy(free, 0, left, 0, free.length);
        Arrays.fill(devicesLeft, null);
        double sum = 0;
        for (int i : order) {
            WaitingTask task = tasks.get(i);
            if (take(servers[i])) {
                sum += task.runtimeMillis(servers[i].strategy(), servers[i].node());
            } else {
                List<Strategy> all = task.strategies().fastestFirst();
                sum += WAITING_MILLIS + task.runtimeMillis(all.get(all.size() - 1));
            }
        }
        return sum;
    }

    private boolean take(Placement server) {
        int row = server.node().index() * kinds;
        var demand = server.strategy().demand();
        for (int i = 0; i < demand.size(); i++) {
            if (left[row + demand.kind(i)] < demand.amount(i)) {
                return false;
            }
        }
        if (!takeDevices(server)) {
            return false;
        }
        for (int i = 0; i < demand.size(); i++) {
            left[row + demand.kind(i)] -= demand.amount(i);
        }
        return true;
    }

    private boolean takeDevices(Placement server) {
        DeviceRoom devices = server.node().devices();
        if (devices == null) {
            return true;
        }
        int node = server.node().index();
        if (devicesLeft[node] == null) {
            devicesLeft[node] = devices.copy();
        }
        HeldDevices held = devicesLeft[node].choose(server.strategy().demand());
        if (held == null) {
            return false;
        }
        devicesLeft[node].take(held);
        return true;
    }

    /** Places what has room; the rest goes on waiting. */
    void assign(int[] order, Placement[] servers) {
        for (int i : order) {
            if (round.fits(tasks.get(i), servers[i].strategy(), servers[i].node())) {
                round.assign(tasks.get(i), servers[i].strategy(), servers[i].node());
            }
        }
    }
}
