package org.dsppo.policy.lab.bound;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.dsppo.policy.resource.DeviceWays;

/**
 * What each set of tasks costs at least when it shares one node alone. Sets are bit masks. Values
 * start as lower bounds and become exact when they are asked for; a value of one set raises those
 * of larger ones, since the cost of a union is at least the sum of the costs of its parts.
 */
final class NodeSchedules {

    /** More than any schedule costs; sums of a few do not overflow. */
    static final long NEVER = Long.MAX_VALUE / 16;

    private static final int PARTS_KNOWN_FIRST = 3;

    private final ExactWeights weights;
    private final DeviceWays devices;
    private final List<ExactProblem.Job> jobs = new ArrayList<>();
    private final long[] least;
    private final Found[] found;

    /**
     * A schedule of a set.
     *
     * @param cost what it costs
     * @param starts start by task, in units of time
     * @param modes chosen strategy by task
     */
    record Found(long cost, long[] starts, ExactProblem.JobMode[] modes) {}

    NodeSchedules(ExactProblem problem, int node, ExactWeights weights) {
        this.weights = weights;
        this.devices = problem.devices.get(node);
        for (ExactProblem.Job job : problem.jobs) {
            jobs.add(
                    new ExactProblem.Job(
                            job.task(),
                            job.arrival(),
                            job.modes().stream().filter(c -> c.node() == node).toList()));
        }
        this.least = new long[1 << jobs.size()];
        this.found = new Found[least.length];
        found[0] = new Found(0, new long[jobs.size()], new ExactProblem.JobMode[jobs.size()]);
        NodeSearch greedy = new NodeSearch(jobs, weights, devices, part -> 0, () -> false);
        for (int set = 1; set < least.length; set++) {
            found[set] = feasible(set) ? greedy.greedy(set) : null;
            least[set] = Integer.bitCount(set) == 1 ? alone(Integer.numberOfTrailingZeros(set)) : 0;
        }
        propagate();
    }

    /** Lower bound on the cost of a set. */
    long least(int set) {
        return least[set];
    }

    /** Cost of the best schedule known of a set. */
    long known(int set) {
        return found[set] == null ? NEVER : found[set].cost;
    }

    /** Best schedule known of a set, or null. */
    Found found(int set) {
        return found[set];
    }

    boolean exact(int set) {
        return known(set) == least[set];
    }

    /**
     * Raises the value of a set until it is exact or beyond a limit, unless the time runs out.
     *
     * @param limit there is no need to know by how much it costs more than this
     */
    void improve(int set, long limit, BooleanSupplier expired) {
        // Values of small parts are cheap and prune most of the search.
        for (int part = (set - 1) & set; part > 0; part = (part - 1) & set) {
            if (Integer.bitCount(part) <= PARTS_KNOWN_FIRST && !exact(part)) {
                search(part, NEVER, expired);
            }
        }
        propagate();
        if (!exact(set) && least[set] < limit) {
            search(set, limit, expired);
            propagate();
        }
    }

    private void search(int set, long limit, BooleanSupplier expired) {
        NodeSearch search = new NodeSearch(jobs, weights, devices, part -> least[part], expired);
        long below = Math.min(limit, known(set));
        NodeSchedules.Found better = search.below(set, below);
        if (better != null) {
            found[set] = better;
        }
        if (search.complete()) {
            least[set] = Math.min(below, known(set));
        }
    }

    private boolean feasible(int set) {
        for (int j = 0; j < jobs.size(); j++) {
            if ((set >> j & 1) == 1 && jobs.get(j).modes().isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private long alone(int job) {
        ExactProblem.Job member = jobs.get(job);
        return member.modes().stream()
                .mapToLong(mode -> weights.cost(member, mode, member.arrival()))
                .min()
                .orElse(NEVER);
    }

    private void propagate() {
        for (int set = 1; set < least.length; set++) {
            if (Integer.bitCount(set) > 1) {
                least[set] = Math.max(least[set], ofParts(set));
            }
        }
    }

    /** Most that two parts of a set cost together; each pair of parts is looked at once. */
    private long ofParts(int set) {
        int lowest = Integer.lowestOneBit(set);
        int rest = set ^ lowest;
        long most = 0;
        for (int part = rest; part > 0; part = (part - 1) & rest) {
            most = Math.max(most, least[part] + least[set ^ part]);
        }
        return Math.min(NEVER, most);
    }
}
