package org.dsppo.policy.training.ppo;

import org.dsppo.policy.learned.network.CandidateScores;

/**
 * Measures how far scores lie apart. Evolution leaves their unit open, so that a temperature means
 * nothing by itself.
 */
public final class SpreadMeter {

    private static final double LEAST = 1e-3;

    private double admissions;
    private double priorities;
    private long decisions;

    /** Takes in the scores of one decision; there is at least one candidate. */
    public void measure(CandidateScores scores) {
        int size = scores.candidates().size();
        double sum = 0;
        double squares = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            double priority = scores.priority(i);
            sum += priority;
            squares += priority * priority;
            most = Math.max(most, scores.admission(i));
        }
        double mean = sum / size;
        admissions += Math.abs(most);
        priorities += Math.sqrt(Math.max(0, squares / size - mean * mean));
        decisions++;
    }

    /** How many decisions were measured. */
    public long decisions() {
        return decisions;
    }

    /**
     * The temperatures of exploration.
     *
     * @param relative to the mean distance of the largest admission score from zero, and to the
     *     mean deviation of the priority scores of a decision
     */
    public Temperatures temperatures(double relative) {
        double per = relative / Math.max(1, decisions);
        return new Temperatures(
                Math.max(LEAST, per * admissions), Math.max(LEAST, per * priorities));
    }
}
