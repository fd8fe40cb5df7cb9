package org.dsppo.policy.lab.baseline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.exception.MaxCountExceededException;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.TaskGroup;
import org.dsppo.policy.resource.ResourceDemand;

/**
 * How many tasks of each group should run each way at a time, so that the least speed per task is
 * as high as possible: a linear program over pooled node types.
 *
 * <p>With z the number of tasks of a group under a strategy on a type, and speed the group's
 * shortest run time over the strategy's: maximise t + w · Σ speed · z / number of tasks, subject to
 * Σ demand · z ≤ capacity per type and kind, Σ z ≤ tasks and Σ speed · z ≥ t · tasks per group. The
 * small weight w leaves nothing idle that nobody else's speed depends on.
 */
final class MaxMinAllocation {

    private static final int MOST_ITERATIONS = 10_000;
    private static final double WEIGHT_OF_SUM = 1e-3;

    private final List<Way> ways = new ArrayList<>();
    // In the order of adding, so that a degenerate program has the same solution every time.
    private final Map<TaskGroup, List<Integer>> waysOf = new LinkedHashMap<>();
    private final Map<TaskGroup, Integer> tasks = new HashMap<>();
    private final Map<Integer, long[]> capacity;

    /** A strategy of a group on a node type, and its speed relative to the group's fastest. */
    record Way(TaskGroup group, Strategy strategy, int type, double speed) {}

    /**
     * @param capacity type to its capacity by kind, millionths
     */
    MaxMinAllocation(Map<Integer, long[]> capacity) {
        this.capacity = capacity;
    }

    /** Adds a way to run a group's tasks. */
    void add(Way way, int groupTasks) {
        waysOf.computeIfAbsent(way.group, group -> new ArrayList<>()).add(ways.size());
        tasks.put(way.group, groupTasks);
        ways.add(way);
    }

    /** Tasks to run at a time by way, positive ones only; empty if no solution was found. */
    Map<Way, Double> solve() {
        Map<Way, Double> allocation = new HashMap<>();
        if (ways.isEmpty()) {
            return allocation;
        }
        double[] solution;
        try {
            solution =
                    new SimplexSolver()
                            .optimize(
                                    new MaxIter(MOST_ITERATIONS),
                                    objective(),
                                    new LinearConstraintSet(constraints()),
                                    GoalType.MAXIMIZE,
                                    new NonNegativeConstraint(true))
                            .getPoint();
        } catch (MaxCountExceededException degenerate) {
            return allocation;
        }
        for (int i = 0; i < ways.size(); i++) {
            if (solution[i] > 1e-9) {
                allocation.put(ways.get(i), solution[i]);
            }
        }
        return allocation;
    }

    private LinearObjectiveFunction objective() {
        double all = tasks.values().stream().mapToInt(Integer::intValue).sum();
        double[] row = new double[ways.size() + 1];
        for (int i = 0; i < ways.size(); i++) {
            row[i] = WEIGHT_OF_SUM * ways.get(i).speed / all;
        }
        row[ways.size()] = 1;
        return new LinearObjectiveFunction(row, 0);
    }

    private List<LinearConstraint> constraints() {
        List<LinearConstraint> constraints = new ArrayList<>();
        capacity.forEach((type, amounts) -> addCapacity(type, amounts, constraints));
        waysOf.forEach(
                (group, own) -> {
                    double[] running = new double[ways.size() + 1];
                    double[] speed = new double[ways.size() + 1];
                    for (int i : own) {
                        running[i] = 1;
                        speed[i] = ways.get(i).speed;
                    }
                    int count = tasks.get(group);
                    speed[ways.size()] = -count;
                    constraints.add(new LinearConstraint(running, Relationship.LEQ, count));
                    constraints.add(new LinearConstraint(speed, Relationship.GEQ, 0));
                });
        return constraints;
    }

    private void addCapacity(int type, long[] amounts, List<LinearConstraint> constraints) {
        for (int kind = 0; kind < amounts.length; kind++) {
            double[] row = new double[ways.size() + 1];
            boolean demanded = false;
            for (int i = 0; i < ways.size(); i++) {
                ResourceDemand demand = ways.get(i).strategy.demand();
                if (ways.get(i).type == type && demand.amountOf(kind) > 0) {
                    // Relative to the capacity, so that coefficients are of one magnitude.
                    row[i] = (double) demand.amountOf(kind) / amounts[kind];
                    demanded = true;
                }
            }
            if (demanded) {
                constraints.add(new LinearConstraint(row, Relationship.LEQ, 1));
            }
        }
    }
}
