package org.dsppo.policy.learned.features;

import java.util.Arrays;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.WaitingTask;

/**
 * The candidates of one decision: rows of {@link CandidateFeature}s as they are, before
 * normalisation. Reused from decision to decision.
 */
public final class CandidateSet {

    /** Number of features in a row. */
    public static final int WIDTH = CandidateFeature.WIDTH;

    private float[] rows = new float[16 * WIDTH];
    private WaitingTask[] tasks = new WaitingTask[16];
    private Option[] options = new Option[16];
    private int[] ranks = new int[16];
    private WaitingClass[] classes = new WaitingClass[16];
    private double[] runtimes = new double[16];
    private int size;

    void clear() {
        size = 0;
    }

    /** Adds a candidate with all its features zero; gives its number. */
    int add(WaitingClass waiting, WaitingTask task, Option option, int rank, double runtime) {
        if (size == tasks.length) {
            int more = 2 * size;
            rows = Arrays.copyOf(rows, more * WIDTH);
            tasks = Arrays.copyOf(tasks, more);
            options = Arrays.copyOf(options, more);
            ranks = Arrays.copyOf(ranks, more);
            classes = Arrays.copyOf(classes, more);
            runtimes = Arrays.copyOf(runtimes, more);
        }
        tasks[size] = task;
        options[size] = option;
        ranks[size] = rank;
        classes[size] = waiting;
        runtimes[size] = runtime;
        Arrays.fill(rows, size * WIDTH, (size + 1) * WIDTH, 0);
        return size++;
    }

    void set(int candidate, CandidateFeature feature, float value) {
        rows[candidate * WIDTH + feature.ordinal()] = value;
    }

    /** One feature of a candidate. */
    public float get(int candidate, CandidateFeature feature) {
        return rows[candidate * WIDTH + feature.ordinal()];
    }

    WaitingClass waitingClass(int candidate) {
        return classes[candidate];
    }

    Option option(int candidate) {
        return options[candidate];
    }

    int rank(int candidate) {
        return ranks[candidate];
    }

    /** Transfer and run time, milliseconds. */
    double runtimeMillis(int candidate) {
        return runtimes[candidate];
    }

    /** Number of candidates. */
    public int size() {
        return size;
    }

    /** All rows, one after the other; valid up to {@code size() * WIDTH}. */
    public float[] rows() {
        return rows;
    }

    /** The task that would be placed. */
    public WaitingTask task(int candidate) {
        return tasks[candidate];
    }

    /** The strategy it would run with. */
    public Strategy strategy(int candidate) {
        return options[candidate].strategy;
    }

    /** The node it would run on. */
    public NodeView node(int candidate) {
        return options[candidate].pool.node(ranks[candidate]);
    }

    /** Position of the task's class among {@link CellFeatures#classes()}. */
    public int classIndex(int candidate) {
        return classes[candidate].index;
    }

    /** Base priority, raised by age where priorities differ. */
    public long urgency(int candidate) {
        return classes[candidate].urgency;
    }
}
