package org.dsppo.policy.training.ppo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.dsppo.policy.learned.features.CandidateSet;
import org.dsppo.policy.learned.network.CandidateScores;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.WaitingTask;

/**
 * Notes the decisions of an episode as the network sees them. Candidates of the most urgent classes
 * come first; waiting with them leaves the turn to the less urgent, and waiting with the last ends
 * the round.
 */
final class StepNotes {

    /** There are no candidates below this level of urgency. */
    static final long NO_LEVEL = Long.MIN_VALUE;

    private static final long ABOVE_ALL = Long.MAX_VALUE;

    private final CandidateScores scores;
    private final ActionDistribution distribution;
    private final SplittableRandom random;
    private final double keptShare;
    private final boolean withUtilisation;
    private final List<Step> steps = new ArrayList<>();
    private float[] admission = new float[64];
    private float[] priority = new float[64];
    private int size;
    private int[] mask;
    private boolean mayWait;

    /**
     * @param artefact network whose scores and values are noted
     * @param keptShare part of the decisions that are noted with all that the network read
     * @param withUtilisation true to note the cell's utilisation as well
     * @param random draws which are kept
     */
    StepNotes(
            PolicyArtefact artefact,
            Temperatures temperatures,
            double keptShare,
            boolean withUtilisation,
            SplittableRandom random) {
        this.scores = CandidateScores.forTraining(artefact);
        this.distribution =
                new ActionDistribution(temperatures.admission(), temperatures.priority());
        this.random = random;
        this.keptShare = keptShare;
        this.withUtilisation = withUtilisation;
    }

    CandidateScores scores() {
        return scores;
    }

    List<Step> steps() {
        return steps;
    }

    /** Scores the candidates for the next placement; gives the most urgent level, if any. */
    long score() {
        scores.score();
        size = scores.candidates().size();
        if (admission.length < size) {
            admission = new float[2 * size];
            priority = new float[2 * size];
        }
        for (int i = 0; i < size; i++) {
            admission[i] = scores.admission(i);
            priority[i] = scores.priority(i);
        }
        return levelBelow(ABOVE_ALL);
    }

    /** The most urgent level below one, {@link #NO_LEVEL} if there is none. */
    long levelBelow(long level) {
        long next = NO_LEVEL;
        for (int i = 0; i < size; i++) {
            long urgency = scores.candidates().urgency(i);
            next = urgency < level ? Math.max(next, urgency) : next;
        }
        return next;
    }

    /**
     * Turns to the candidates of one level.
     *
     * @param waiting false if one of them must be placed
     * @return probabilities of their being chosen
     */
    ActionDistribution turnTo(long level, boolean waiting) {
        mayWait = waiting;
        mask = mask(level);
        distribution.read(admission, priority, 0, size, mask, mayWait);
        return distribution;
    }

    private int[] mask(long level) {
        int[] chosen = new int[size];
        int counted = 0;
        for (int i = 0; i < size; i++) {
            if (scores.candidates().urgency(i) == level) {
                chosen[counted++] = i;
            }
        }
        return counted == size ? null : Arrays.copyOf(chosen, counted);
    }

    /** The candidate that an action places, -1 for waiting. */
    int candidate(int action) {
        if (action == distribution.size()) {
            return -1;
        }
        return mask == null ? action : mask[action];
    }

    /** The action that places a candidate of the level, waiting for -1. */
    int action(int candidate) {
        if (candidate < 0) {
            return distribution.size();
        }
        return mask == null ? candidate : Arrays.binarySearch(mask, candidate);
    }

    /** Notes what was chosen at the level turned to. */
    void note(PlacementRound round, int action) {
        int candidate = candidate(action);
        note(round, action, candidate < 0 ? null : scores.candidates().task(candidate));
    }

    /**
     * Notes what was chosen at the level turned to.
     *
     * @param task the task placed, null for waiting
     */
    void note(PlacementRound round, int action, WaitingTask task) {
        CandidateSet candidates = scores.candidates();
        int candidate = candidate(action);
        boolean keep = random.nextDouble() < keptShare;
        steps.add(
                new Step(
                        keep ? scores.input() : null,
                        mask,
                        mayWait,
                        action,
                        distribution.logProbability(action),
                        scores.value(),
                        round.nowMillis(),
                        task == null ? null : task.taskId(),
                        candidate < 0
                                ? 0
                                : CellUse.share(
                                        round,
                                        candidates.node(candidate),
                                        candidates.strategy(candidate)),
                        withUtilisation ? CellUse.utilisation(round) : 0));
    }
}
