package org.dsppo.policy.training.ppo;

import java.util.List;
import java.util.SplittableRandom;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.placement.PlacementRound;

/** Decides at random around the rule that serves, and takes notes. */
final class ExploringPolicy implements ActingPolicy {

    private final StepNotes notes;
    private final SplittableRandom random;

    ExploringPolicy(
            PolicyArtefact artefact,
            Temperatures temperatures,
            double keptShare,
            boolean withUtilisation,
            long seed) {
        this.random = new SplittableRandom(seed);
        this.notes = new StepNotes(artefact, temperatures, keptShare, withUtilisation, random);
    }

    @Override
    public String name() {
        return "exploring";
    }

    /** True: what it leaves waiting belongs to what is learned from. */
    @Override
    public boolean waitsByRule() {
        return true;
    }

    @Override
    public List<Step> steps() {
        return notes.steps();
    }

    @Override
    public void decide(PlacementRound round) {
        notes.scores().begin(round);
        boolean placed = true;
        while (placed && round.waiting() > 0) {
            placed = placeOne(round);
        }
    }

    private boolean placeOne(PlacementRound round) {
        long level = notes.score();
        while (level != StepNotes.NO_LEVEL) {
            long next = notes.levelBelow(level);
            boolean mustPlace = round.idle() && next == StepNotes.NO_LEVEL;
            int action = notes.turnTo(level, !mustPlace).draw(random.nextDouble());
            notes.note(round, action);
            int candidate = notes.candidate(action);
            if (candidate >= 0) {
                notes.scores().place(candidate);
                return true;
            }
            level = next;
        }
        return false;
    }
}
