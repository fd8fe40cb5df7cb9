package org.dsppo.policy.training.ppo;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import org.dsppo.policy.learned.features.CandidateSet;
import org.dsppo.policy.learned.network.CandidateChoice;
import org.dsppo.policy.learned.network.CandidateScores;
import org.dsppo.policy.placement.PlacementRound;

/**
 * Picks at random around the rule that serves. Candidates of the most urgent classes come first;
 * waiting with them leaves the turn to the less urgent, and waiting with the last ends the round.
 * Each of these turns is a decision of its own.
 */
public final class ExploringChoice implements CandidateChoice {

    private final ActionDistribution distribution;
    private final DoubleSupplier uniform;
    private final ChoiceNotes notes;
    private float[] admission = new float[64];
    private float[] priority = new float[64];

    /**
     * @param temperatures how far from the rule
     * @param uniform random numbers from 0 to 1
     * @param notes is told of every decision
     */
    public ExploringChoice(Temperatures temperatures, DoubleSupplier uniform, ChoiceNotes notes) {
        this.distribution =
                new ActionDistribution(temperatures.admission(), temperatures.priority());
        this.uniform = uniform;
        this.notes = notes;
    }

    @Override
    public int choose(PlacementRound round, CandidateScores scores, int byRule) {
        CandidateSet candidates = scores.candidates();
        int size = candidates.size();
        read(scores, size);
        long level = Long.MAX_VALUE;
        while (true) {
            level = nextUrgency(candidates, size, level);
            if (level == Long.MIN_VALUE) {
                return -1;
            }
            int[] mask = mask(candidates, size, level);
            boolean last = nextUrgency(candidates, size, level) == Long.MIN_VALUE;
            boolean mayWait = !(round.idle() && last);
            distribution.read(admission, priority, 0, size, mask, mayWait);
            int action = distribution.draw(uniform.getAsDouble());
            boolean waits = action == distribution.size();
            int candidate = waits ? -1 : mask == null ? action : mask[action];
            notes.noted(
                    round, scores, mask, mayWait, candidate, distribution.logProbability(action));
            if (!waits) {
                return candidate;
            }
        }
    }

    private void read(CandidateScores scores, int size) {
        if (admission.length < size) {
            admission = new float[2 * size];
            priority = new float[2 * size];
        }
        for (int i = 0; i < size; i++) {
            admission[i] = scores.admission(i);
            priority[i] = scores.priority(i);
        }
    }

    private static long nextUrgency(CandidateSet candidates, int size, long below) {
        long next = Long.MIN_VALUE;
        for (int i = 0; i < size; i++) {
            long urgency = candidates.urgency(i);
            next = urgency < below ? Math.max(next, urgency) : next;
        }
        return next;
    }

    private static int[] mask(CandidateSet candidates, int size, long level) {
        int[] mask = new int[size];
        int counted = 0;
        for (int i = 0; i < size; i++) {
            if (candidates.urgency(i) == level) {
                mask[counted++] = i;
            }
        }
        return counted == size ? null : Arrays.copyOf(mask, counted);
    }
}
