package org.dsppo.operators.serving;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.dsppo.policy.learned.features.CandidateSet;
import org.dsppo.policy.learned.network.CandidateScores;
import org.dsppo.policy.learned.network.DsPpoPolicy;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.WaitingTask;
import org.dsppo.policy.training.ppo.ExploringChoice;
import org.dsppo.policy.training.ppo.SpreadMeter;
import org.dsppo.schemas.decision.PolicyReference;
import org.dsppo.schemas.rollout.RolloutSegment;

/**
 * Writes down decisions of the learned policy in one cell: in some windows of time, drawn by their
 * number, one segment of decisions that follow each other, until the window ends, another version
 * decides or the segment is full. Inside configured times, and while no version is on trial, the
 * decisions are explored.
 *
 * <p>Rewards are on the clock of the rounds: a decision is charged with the waiting of all tasks
 * until the next one, and a placement with the transfer and run time beyond the shortest run time.
 */
final class RolloutRecorder {

    /** Decisions after which the spread of scores is known well enough to explore by. */
    private static final int LEAST_MEASURED = 100;

    private final String cell;
    private final RolloutOptions options;
    private final Consumer<RolloutSegment> out;
    private final long seed;
    private final SpreadMeter spread = new SpreadMeter();
    private OpenSegment segment;
    private ExploringChoice exploring;
    private long window = Long.MIN_VALUE;
    private long lastMillis;

    /**
     * @param out takes segments, on the clock of the rounds
     */
    RolloutRecorder(String cell, RolloutOptions options, Consumer<RolloutSegment> out) {
        this.cell = cell;
        this.options = options;
        this.out = out;
        this.seed = cell.hashCode() * 0x9E3779B97F4A7C15L;
    }

    /**
     * A round begins.
     *
     * @param acting decides it, null for the fallback
     * @param by what it is called
     * @param trial true if a version is on trial
     * @param wallMillis the present by the clock that windows go by
     */
    void begin(
            PlacementRound round,
            PlacementPolicy acting,
            PolicyReference by,
            boolean trial,
            long wallMillis) {
        if (options.share() == 0 && options.exploration().isEmpty()) {
            return;
        }
        chargeWaiting(round);
        long current = Math.floorDiv(wallMillis, options.windowMillis());
        if (current != window || (segment != null && !segment.isBy(by))) {
            close();
        }
        if (!(acting instanceof DsPpoPolicy learned)) {
            window = current;
            return;
        }
        if (current != window) {
            SplittableRandom random = new SplittableRandom(seed + current);
            segment =
                    random.nextDouble() < options.share()
                            ? new OpenSegment(cell, by, options.segmentBytes())
                            : null;
            exploring = explorer(random);
            window = current;
        }
        boolean explores = exploring != null && !trial && options.explores(wallMillis);
        boolean watches = segment != null || !options.exploration().isEmpty();
        learned.letChoose(
                explores
                        ? this::explore
                        : watches ? this::follow : (seen, scores, byRule) -> byRule);
    }

    private ExploringChoice explorer(SplittableRandom random) {
        return options.exploration().isEmpty() || spread.decisions() < LEAST_MEASURED
                ? null
                : new ExploringChoice(
                        spread.temperatures(options.temperature()),
                        random::nextDouble,
                        (round, scores, mask, mayWait, candidate, logProbability) ->
                                note(round, scores, mask, candidate, logProbability));
    }

    /** The policy could not go on, and what follows is not its doing. */
    void cut() {
        close();
    }

    private void chargeWaiting(PlacementRound round) {
        long now = round.nowMillis();
        if (segment != null && !segment.isEmpty()) {
            double taskMillis = 0;
            int joined = 0;
            for (WaitingTask task : round.arrivals()) {
                taskMillis += now - Math.max(lastMillis, Math.min(now, task.submittedAtMillis()));
                joined++;
            }
            segment.waited(taskMillis + (double) (round.waiting() - joined) * (now - lastMillis));
        }
        lastMillis = now;
    }

    private int explore(PlacementRound round, CandidateScores scores, int byRule) {
        return exploring.choose(round, scores, byRule);
    }

    private int follow(PlacementRound round, CandidateScores scores, int byRule) {
        if (scores.candidates().size() > 0) {
            if (!options.exploration().isEmpty()) {
                spread.measure(scores);
            }
            note(round, scores, null, byRule, 0);
        }
        return byRule;
    }

    private void note(
            PlacementRound round,
            CandidateScores scores,
            int[] mask,
            int candidate,
            double logProbability) {
        double reward = candidate < 0 ? 0 : runtimeReward(round, scores.candidates(), candidate);
        if (segment != null
                && !segment.add(
                        scores, mask, candidate, logProbability, reward, round.nowMillis())) {
            close();
        }
    }

    private static double runtimeReward(
            PlacementRound round, CandidateSet candidates, int candidate) {
        WaitingTask task = candidates.task(candidate);
        return task.strategies().shortestRuntimeMillis() * task.runtimeScale()
                - task.runtimeMillis(candidates.strategy(candidate))
                - round.transferMillis(task, candidates.node(candidate));
    }

    private void close() {
        if (segment != null && !segment.isEmpty()) {
            out.accept(segment.close());
        }
        segment = null;
    }
}
