package org.dsppo.policy.ppo;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.dsppo.policy.deepsets.CandidateScores;
import org.dsppo.policy.features.CandidateSet;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.weights.PolicyArtefact;

/**
 * Decides at random around the rule that serves, and takes notes. Candidates of the most urgent
 * classes come first; waiting with them leaves the turn to the less urgent, and waiting with the
 * last ends the round.
 */
final class ExploringPolicy implements PlacementPolicy {

    private final CandidateScores scores;
    private final ActionDistribution distribution;
    private final SplittableRandom random;
    private final double keptShare;
    private final boolean withUtilisation;
    private final List<Step> steps = new ArrayList<>();
    private float[] admission = new float[64];
    private float[] priority = new float[64];

    ExploringPolicy(
            PolicyArtefact artefact,
            Temperatures temperatures,
            double keptShare,
            boolean withUtilisation,
            long seed) {
        this.scores = CandidateScores.forTraining(artefact);
        this.distribution =
                new ActionDistribution(temperatures.admission(), temperatures.priority());
        this.random = new SplittableRandom(seed);
        this.keptShare = keptShare;
        this.withUtilisation = withUtilisation;
    }

    @Override
    public String name() {
        return "exploring";
    }

    List<Step> steps() {
        return steps;
    }

    @Override
    public void decide(PlacementRound round) {
        scores.begin(round);
        while (round.waiting() > 0) {
            scores.score();
            int size = scores.candidates().size();
            if (size == 0 || !placeOne(round, size)) {
                return;
            }
        }
    }

    private boolean placeOne(PlacementRound round, int size) {
        read(size);
        CandidateSet candidates = scores.candidates();
        long level = Long.MAX_VALUE;
        while (true) {
            level = nextUrgency(candidates, size, level);
            if (level == Long.MIN_VALUE) {
                return false;
            }
            int[] mask = mask(candidates, size, level);
            boolean last = nextUrgency(candidates, size, level) == Long.MIN_VALUE;
            boolean mayWait = !(round.idle() && last);
            distribution.read(admission, priority, 0, size, mask, mayWait);
            int action = distribution.draw(random.nextDouble());
            boolean waits = action == distribution.size();
            int candidate = waits || mask == null ? action : mask[action];
            steps.add(note(round, mask, mayWait, action, waits ? -1 : candidate));
            if (!waits) {
                scores.place(candidate);
                return true;
            }
        }
    }

    private void read(int size) {
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
        return counted == size ? null : java.util.Arrays.copyOf(mask, counted);
    }

    private Step note(
            PlacementRound round, int[] mask, boolean mayWait, int action, int candidate) {
        CandidateSet candidates = scores.candidates();
        boolean keep = random.nextDouble() < keptShare;
        return new Step(
                keep ? scores.input() : null,
                mask,
                mayWait,
                action,
                distribution.logProbability(action),
                scores.value(),
                round.nowMillis(),
                candidate < 0 ? null : candidates.task(candidate).taskId(),
                candidate < 0
                        ? 0
                        : CellUse.share(
                                round, candidates.node(candidate), candidates.strategy(candidate)),
                withUtilisation ? CellUse.utilisation(round) : 0);
    }
}
