package org.dsppo.policy.lab.bound;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntToLongFunction;
import org.dsppo.policy.resource.DeviceWays;
import org.dsppo.policy.resource.ResourceDemand;

/**
 * Branch and bound for a set of tasks on one node. Tasks are placed in the order of their starts,
 * each as early as it fits at or after the start before it. Some best schedule is built that way:
 * placing the tasks of a best schedule by its own order of starts gives none a later start, and a
 * schedule that this no longer changes is one of those tried. As nothing placed later starts
 * earlier, the use of the node only falls after the last start, and whether a task fits is settled
 * at the instant it starts. Single devices are resources like others, and a task has a mode for
 * every way to lie on them.
 */
final class NodeSearch {

    private static final int CHECKED_EVERY = 4096;

    private final List<ExactProblem.Job> jobs;
    private final ExactWeights weights;
    private final long[] capacity;
    private final DeviceSymmetry symmetry;
    private final IntToLongFunction leastOfSet;
    private final BooleanSupplier expired;
    private final List<Running> running = new ArrayList<>();
    private final long[] starts;
    private final ExactProblem.JobMode[] modes;
    private NodeSchedules.Found best;
    private long bestCost;
    private long goal;
    private long visited;
    private boolean stopped;

    /**
     * A task that was placed.
     *
     * @param end of its run time
     * @param held what it takes of the node until then
     */
    record Running(long end, ResourceDemand held) {}

    /**
     * @param jobs all tasks, with the modes they have on the node
     * @param devices the node
     * @param leastOfSet lower bounds by set of tasks
     * @param expired true when the search should give up
     */
    NodeSearch(
            List<ExactProblem.Job> jobs,
            ExactWeights weights,
            DeviceWays devices,
            IntToLongFunction leastOfSet,
            BooleanSupplier expired) {
        this.jobs = jobs;
        this.weights = weights;
        this.capacity = devices.capacity();
        this.symmetry = new DeviceSymmetry(devices);
        this.leastOfSet = leastOfSet;
        this.expired = expired;
        this.starts = new long[jobs.size()];
        this.modes = new ExactProblem.JobMode[jobs.size()];
    }

    /**
     * Searches for the best schedule of a set that costs less than a limit.
     *
     * @return null if there is none, or none was found in time
     */
    NodeSchedules.Found below(int set, long limit) {
        best = null;
        bestCost = limit;
        goal = leastOfSet.applyAsLong(set);
        place(set, 0, Long.MIN_VALUE);
        return best;
    }

    /**
     * A schedule of a set, each time with the task that would end first; null if one has no mode.
     */
    NodeSchedules.Found greedy(int set) {
        long cost = 0;
        long last = Long.MIN_VALUE;
        int left = set;
        while (left != 0) {
            int next = -1;
            long end = Long.MAX_VALUE;
            for (int j = 0; j < jobs.size(); j++) {
                for (ExactProblem.JobMode mode : jobs.get(j).modes()) {
                    long start = earliest(mode, Math.max(last, jobs.get(j).arrival()));
                    if ((left >> j & 1) == 1 && start + mode.runtime() < end) {
                        next = j;
                        end = start + mode.runtime();
                        starts[j] = start;
                        modes[j] = mode;
                    }
                }
            }
            if (next < 0) {
                return null;
            }
            running.add(new Running(end, modes[next].held()));
            cost += weights.cost(jobs.get(next), modes[next], starts[next]);
            last = starts[next];
            left ^= 1 << next;
        }
        running.clear();
        return new NodeSchedules.Found(cost, starts.clone(), modes.clone());
    }

    /** True if the last search tried everything that costs less than its limit. */
    boolean complete() {
        return !stopped;
    }

    private void place(int left, long cost, long last) {
        if (left == 0) {
            if (cost < bestCost) {
                bestCost = cost;
                best = new NodeSchedules.Found(cost, starts.clone(), modes.clone());
            }
            return;
        }
        if (++visited % CHECKED_EVERY == 0 && expired.getAsBoolean()) {
            stopped = true;
        }
        if (stopped || bestCost <= goal || cost + leastOf(left, last) >= bestCost) {
            return;
        }
        for (int j = 0; j < jobs.size(); j++) {
            if ((left >> j & 1) == 1 && !hasTwinBefore(j, left)) {
                long from = Math.max(last, jobs.get(j).arrival());
                for (ExactProblem.JobMode mode :
                        symmetry.distinct(jobs.get(j).modes(), running, from)) {
                    place(left, cost, last, j, mode);
                }
            }
        }
    }

    private void place(int left, long cost, long last, int j, ExactProblem.JobMode mode) {
        ExactProblem.Job job = jobs.get(j);
        long start = earliest(mode, Math.max(last, job.arrival()));
        starts[j] = start;
        modes[j] = mode;
        running.add(new Running(start + mode.runtime(), mode.held()));
        place(left ^ 1 << j, cost + weights.cost(job, mode, start), start);
        running.remove(running.size() - 1);
    }

    /** Least that the remaining tasks cost, each as if it came next, and all by what is known. */
    private long leastOf(int left, long last) {
        long sum = 0;
        for (int j = 0; j < jobs.size(); j++) {
            if ((left >> j & 1) == 1) {
                ExactProblem.Job job = jobs.get(j);
                long least = NodeSchedules.NEVER;
                for (ExactProblem.JobMode mode : job.modes()) {
                    long start = earliest(mode, Math.max(last, job.arrival()));
                    least = Math.min(least, weights.cost(job, mode, start));
                }
                sum += least;
            }
        }
        return Math.max(sum, leastOfSet.applyAsLong(left));
    }

    /** First instant from {@code from} on at which what runs leaves room. */
    private long earliest(ExactProblem.JobMode mode, long from) {
        if (fits(mode, from)) {
            return from;
        }
        long earliest = Long.MAX_VALUE;
        for (Running other : running) {
            if (other.end > from && other.end < earliest && fits(mode, other.end)) {
                earliest = other.end;
            }
        }
        return earliest;
    }

    private boolean fits(ExactProblem.JobMode mode, long instant) {
        ResourceDemand demand = mode.held();
        for (int i = 0; i < demand.size(); i++) {
            long used = demand.amount(i);
            for (Running other : running) {
                if (other.end > instant) {
                    used += other.held.amountOf(demand.kind(i));
                }
            }
            if (used > capacity[demand.kind(i)]) {
                return false;
            }
        }
        return true;
    }

    /** Of tasks that differ in name only, the first listed comes first. */
    private boolean hasTwinBefore(int j, int left) {
        for (int other = 0; other < j; other++) {
            if ((left >> other & 1) == 1 && jobs.get(other).alike(jobs.get(j))) {
                return true;
            }
        }
        return false;
    }
}
