package org.dsppo.policy.lab.bound;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongBiFunction;

/**
 * Splits the tasks among the nodes at least cost. Nodes do not affect each other, so a schedule
 * costs the sum of what its nodes cost; dynamic programming over sets of tasks finds the best split
 * for given costs. Costs of sets are lower bounds at first. Those that the best split relies on are
 * made exact, until the best split by lower bounds costs what a known schedule does.
 */
final class ExactPartition {

    private final ExactProblem problem;
    private final List<NodeSchedules> nodes = new ArrayList<>();
    private final int all;

    ExactPartition(ExactProblem problem, ExactWeights weights) {
        this.problem = problem;
        this.all = (1 << problem.jobs.size()) - 1;
        for (int node = 0; node < problem.nodes.size(); node++) {
            int twin = problem.twinBefore(node);
            nodes.add(twin >= 0 ? nodes.get(twin) : new NodeSchedules(problem, node, weights));
        }
    }

    /**
     * A split.
     *
     * @param cost what it costs
     * @param sets the tasks of each node, as bit masks
     */
    private record Split(long cost, int[] sets) {}

    /**
     * The best schedule.
     *
     * @param expired true when the best known should be returned
     * @return start and mode of every task, or null if none was found in time
     */
    Result solve(BooleanSupplier expired) {
        while (true) {
            Split bound = split(NodeSchedules::least);
            Split known = split(NodeSchedules::known);
            boolean proven = bound.cost == known.cost;
            if (proven || expired.getAsBoolean()) {
                return known.cost >= NodeSchedules.NEVER ? null : result(known, proven);
            }
            for (int node = 0; node < nodes.size(); node++) {
                int set = bound.sets[node];
                if (!nodes.get(node).exact(set) && !expired.getAsBoolean()) {
                    // With this set any dearer, the split is no better than the known schedule.
                    long enough = nodes.get(node).least(set) + known.cost - bound.cost;
                    nodes.get(node).improve(set, enough, expired);
                }
            }
        }
    }

    /**
     * A schedule of all tasks.
     *
     * @param starts start by task, in units of time
     * @param modes chosen node and strategy by task
     * @param proven true if none is better
     */
    record Result(long[] starts, ExactProblem.JobMode[] modes, boolean proven) {}

    private Result result(Split split, boolean proven) {
        long[] starts = new long[problem.jobs.size()];
        ExactProblem.JobMode[] modes = new ExactProblem.JobMode[starts.length];
        for (int node = 0; node < nodes.size(); node++) {
            NodeSchedules.Found found = nodes.get(node).found(split.sets[node]);
            for (int j = 0; j < starts.length; j++) {
                if ((split.sets[node] >> j & 1) == 1) {
                    ExactProblem.JobMode mode = found.modes()[j];
                    starts[j] = found.starts()[j];
                    // Twins share their schedules, which name the first of them.
                    modes[j] =
                            new ExactProblem.JobMode(
                                    node, mode.strategy(), mode.held(), mode.runtime());
                }
            }
        }
        return new Result(starts, modes, proven);
    }

    private Split split(ToLongBiFunction<NodeSchedules, Integer> cost) {
        long[] best = new long[all + 1];
        int[][] chosen = new int[nodes.size()][all + 1];
        for (int set = 1; set <= all; set++) {
            best[set] = NodeSchedules.NEVER;
        }
        for (int node = 0; node < nodes.size(); node++) {
            long[] costs = new long[all + 1];
            for (int set = 0; set <= all; set++) {
                costs[set] = cost.applyAsLong(nodes.get(node), set);
            }
            best = withNode(best, costs, chosen[node]);
        }
        int[] sets = new int[nodes.size()];
        int left = all;
        for (int node = nodes.size() - 1; node >= 0; node--) {
            sets[node] = chosen[node][left];
            left ^= sets[node];
        }
        return new Split(best[all], sets);
    }

    private long[] withNode(long[] before, long[] costs, int[] chosen) {
        long[] after = new long[before.length];
        for (int set = 0; set <= all; set++) {
            after[set] = before[set];
            chosen[set] = 0;
            for (int part = set; part > 0; part = (part - 1) & set) {
                long cost = before[set ^ part] + costs[part];
                if (cost < after[set]) {
                    after[set] = cost;
                    chosen[set] = part;
                }
            }
        }
        return after;
    }
}
