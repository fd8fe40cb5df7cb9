package org.dsppo.operators.serving;

import java.util.Arrays;
import org.dsppo.policy.learned.features.CandidateSet;
import org.dsppo.policy.learned.features.FeatureSchema;
import org.dsppo.policy.learned.network.CandidateScores;
import org.dsppo.schemas.decision.PolicyReference;
import org.dsppo.schemas.rollout.RolloutSegment;

/** Decisions that follow each other in a cell, as they are written down. */
final class OpenSegment {

    /** Most characters of a number in JSON, with its comma. */
    private static final int NUMBER = 18;

    /** Names, brackets and single fields; names of cell and policy may be escaped throughout. */
    private static final int FRAME = 1_024 + 6 * 2 * 256;

    private static final int PER_DECISION = 7 * NUMBER;
    private static final int PER_CANDIDATE = (CandidateSet.WIDTH + 1) * NUMBER;

    private final String cell;
    private final PolicyReference by;
    private final int mostBytes;
    private long bytes = FRAME;
    private int decisions;
    private int rows;
    private int[] candidates = new int[16];
    private int[] actions = new int[16];
    private float[] logProbabilities = new float[16];
    private float[] values = new float[16];
    private double[] waiting = new double[16];
    private double[] runtime = new double[16];
    private long[] decidedAtMillis = new long[16];
    private float[] features = new float[64 * CandidateSet.WIDTH];
    private float[] mask = new float[64];

    OpenSegment(String cell, PolicyReference by, int mostBytes) {
        this.cell = cell;
        this.by = by;
        this.mostBytes = mostBytes;
    }

    boolean isBy(PolicyReference other) {
        return by.equals(other);
    }

    boolean isEmpty() {
        return decisions == 0;
    }

    /**
     * Adds a decision.
     *
     * @param allowed candidates that counted, null for all
     * @param candidate what was placed, -1 for waiting
     * @param runtimeReward for what was placed
     * @return false if it has no room, or is not made of finite numbers
     */
    boolean add(
            CandidateScores scores,
            int[] allowed,
            int candidate,
            double logProbability,
            double runtimeReward,
            long atMillis) {
        CandidateSet set = scores.candidates();
        int size = set.size();
        long after = bytes + PER_DECISION + (long) size * PER_CANDIDATE;
        if (after > mostBytes || !isFinite(set) || !Float.isFinite(scores.value())) {
            return false;
        }
        bytes = after;
        grow(size);
        System.arraycopy(
                set.rows(), 0, features, rows * CandidateSet.WIDTH, size * CandidateSet.WIDTH);
        Arrays.fill(mask, rows, rows + size, allowed == null ? 1 : 0);
        for (int i = 0; allowed != null && i < allowed.length; i++) {
            mask[rows + allowed[i]] = 1;
        }
        rows += size;
        candidates[decisions] = size;
        actions[decisions] = candidate;
        logProbabilities[decisions] = (float) logProbability;
        values[decisions] = scores.value();
        waiting[decisions] = 0;
        runtime[decisions] = runtimeReward;
        decidedAtMillis[decisions] = atMillis;
        decisions++;
        return true;
    }

    private static boolean isFinite(CandidateSet set) {
        for (int i = 0; i < set.size() * CandidateSet.WIDTH; i++) {
            if (!Float.isFinite(set.rows()[i])) {
                return false;
            }
        }
        return true;
    }

    private void grow(int more) {
        if (decisions == actions.length) {
            int length = 2 * decisions;
            candidates = Arrays.copyOf(candidates, length);
            actions = Arrays.copyOf(actions, length);
            logProbabilities = Arrays.copyOf(logProbabilities, length);
            values = Arrays.copyOf(values, length);
            waiting = Arrays.copyOf(waiting, length);
            runtime = Arrays.copyOf(runtime, length);
            decidedAtMillis = Arrays.copyOf(decidedAtMillis, length);
        }
        if (rows + more > mask.length) {
            int length = Math.max(2 * mask.length, rows + more);
            mask = Arrays.copyOf(mask, length);
            features = Arrays.copyOf(features, length * CandidateSet.WIDTH);
        }
    }

    /** Charges the latest decision with tasks' waiting since it was made. */
    void waited(double taskMillis) {
        waiting[decisions - 1] -= taskMillis;
    }

    /** What is written so far. */
    RolloutSegment close() {
        return new RolloutSegment(
                cell,
                by.name(),
                by.version(),
                decidedAtMillis[0],
                FeatureSchema.VERSION,
                Arrays.copyOf(candidates, decisions),
                Arrays.copyOf(features, rows * CandidateSet.WIDTH),
                Arrays.copyOf(mask, rows),
                Arrays.copyOf(actions, decisions),
                Arrays.copyOf(logProbabilities, decisions),
                Arrays.copyOf(values, decisions),
                floats(waiting),
                floats(runtime),
                Arrays.copyOf(decidedAtMillis, decisions));
    }

    private float[] floats(double[] numbers) {
        float[] single = new float[decisions];
        for (int i = 0; i < decisions; i++) {
            single[i] = (float) numbers[i];
        }
        return single;
    }
}
