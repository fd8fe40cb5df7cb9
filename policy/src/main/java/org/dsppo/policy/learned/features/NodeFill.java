package org.dsppo.policy.learned.features;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the free part of a node is worth: the most that tasks of the wanted options could earn there
 * side by side, an option earning the price of its class over its run time. A small knapsack
 * problem with several resources: the count of the largest item is tried out, the others fill what
 * is left in turn, which is exact for two options. What a placement takes from others is then the
 * difference that it makes, and what it adds its own earning less that.
 *
 * <p>Prices of resources cannot say this: where two sets of tasks fill a node exactly, one more
 * small task on the wrong node costs a large one its place.
 */
final class NodeFill {

    private static final int MOST_WANTED = 3;
    private static final double LEAST_FLOW = 0.02;

    /** Options with less than this of a pool's work are those of classes hardly seen any more. */
    private static final double LEAST_WORK = 0.02;

    /** Prices within this of those in use are not worth looking at every node again. */
    private static final double OTHER = 0.1;

    /** Counts of the largest item that are tried; more of them are small against the node. */
    private static final int TRIED = 8;

    private final int kinds;
    private final List<Option> wanted = new ArrayList<>();
    private final double[] earning = new double[MOST_WANTED];
    private final double[] left;
    private final double[] then;
    private double ofEmpty = 1;

    NodeFill(int kinds) {
        this.kinds = kinds;
        this.left = new double[kinds];
        this.then = new double[kinds];
    }

    /**
     * After prices were made: the options of a pool through which most work is to go.
     *
     * @param capacity of a node, millionths
     * @return false if they are as they were, and earn about the same
     */
    boolean choose(List<Option> options, long[] capacity) {
        List<Option> chosen = new ArrayList<>();
        double work = 0;
        for (Option option : options) {
            work += option.demandMillis;
        }
        for (Option option : options) {
            if (option.flowShare > LEAST_FLOW && option.demandMillis >= LEAST_WORK * work) {
                chosen.add(option);
            }
        }
        chosen.sort(Comparator.comparingDouble(option -> -option.demandMillis));
        if (chosen.size() > MOST_WANTED) {
            chosen.subList(MOST_WANTED, chosen.size()).clear();
        }
        chosen.sort(Comparator.comparingInt(option -> option.pool.slotsIn(option.shape, capacity)));
        if (chosen.equals(wanted) && !earnOther()) {
            return false;
        }
        wanted.clear();
        wanted.addAll(chosen);
        for (int i = 0; i < wanted.size(); i++) {
            earning[i] = earning(wanted.get(i));
        }
        ofEmpty = Math.max(1e-12, worth(capacity, 0, null));
        return true;
    }

    private boolean earnOther() {
        for (int i = 0; i < wanted.size(); i++) {
            if (Math.abs(earning(wanted.get(i)) - earning[i]) > OTHER * earning[i]) {
                return true;
            }
        }
        return false;
    }

    private static double earning(Option option) {
        return option.owner.costMillis / option.runtimeMillis;
    }

    /** What an empty node is worth. */
    double ofEmpty() {
        return ofEmpty;
    }

    /**
     * What free resources are worth.
     *
     * @param free millionths, from {@code offset} on
     * @param taken what takes its part before, or null
     */
    double worth(long[] free, int offset, Shape taken) {
        if (wanted.isEmpty()) {
            return 0;
        }
        for (int kind = 0; kind < kinds; kind++) {
            left[kind] = free[offset + kind];
        }
        if (taken != null) {
            take(taken, 1, left);
        }
        Option largest = wanted.get(0);
        int most = largest.shape.slotsIn(left);
        if (wanted.size() == 1) {
            return most * earning[0];
        }
        int step = 1 + (most - 1) / TRIED;
        double best = 0;
        for (int count = most; count >= 0; count -= step) {
            best = Math.max(best, count * earning[0] + restAfter(largest, count));
        }
        return best;
    }

    private double restAfter(Option largest, int count) {
        System.arraycopy(left, 0, then, 0, kinds);
        take(largest.shape, count, then);
        double earned = 0;
        for (int i = 1; i < wanted.size(); i++) {
            Option option = wanted.get(i);
            int fits = option.shape.slotsIn(then);
            earned += fits * earning[i];
            if (fits > 0 && i + 1 < wanted.size()) {
                take(option.shape, fits, then);
            }
        }
        return earned;
    }

    private static void take(Shape shape, int count, double[] from) {
        for (int i = 0; i < shape.kinds.length; i++) {
            from[shape.kinds[i]] -= (double) count * shape.amounts[i];
        }
    }
}
