package org.dsppo.policy.lab.bound;

/** Arrivals by group and interval of a grid. */
final class ArrivalTable {

    private final double[][] counts;
    private final double[][] offsets;
    private final double[] scales;

    ArrivalTable(BoundProblem problem, TimeGrid grid) {
        int groups = problem.groups().size();
        this.counts = new double[groups][grid.steps()];
        this.offsets = new double[groups][grid.steps()];
        this.scales = new double[groups];
        double[] sizes = new double[groups];
        for (BoundTask task : problem.tasks()) {
            double position = grid.position(task.arrivalMillis());
            int step = Math.min((int) position, grid.steps() - 1);
            counts[task.group()][step]++;
            offsets[task.group()][step] += position - step;
            scales[task.group()] += task.runtimeScale();
            sizes[task.group()]++;
        }
        for (int group = 0; group < groups; group++) {
            scales[group] = sizes[group] == 0 ? 1 : scales[group] / sizes[group];
        }
    }

    /** Number of tasks of a group that arrive in an interval. */
    double count(int group, int step) {
        return counts[group][step];
    }

    /** How far into the interval they arrive on average, in steps. */
    double meanOffset(int group, int step) {
        return offsets[group][step] / counts[group][step];
    }

    /** Mean run-time scale of a group. */
    double scale(int group) {
        return scales[group];
    }
}
