package org.dsppo.policy.engine;

import java.util.List;
import org.dsppo.policy.placement.Appraisal;
import org.dsppo.policy.placement.CompletionRanking;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.QueueCursor;
import org.dsppo.policy.placement.ScoredPlace;
import org.dsppo.policy.placement.ScoringPolicy;
import org.dsppo.policy.placement.WaitingTask;
import org.dsppo.schemas.decision.Candidate;

/** Says what speaks for and against placing a task now. */
final class Explainer {

    private final CellState state;

    Explainer(CellState state) {
        this.state = state;
    }

    /** Best candidates with the scores of whoever decides; completion times where it has none. */
    List<Candidate> candidates(PlacementRound round, WaitingTask task, int limit) {
        Appraisal appraisal =
                state.policy instanceof ScoringPolicy scoring
                        ? scoring.appraise(round, task, limit)
                        : null;
        List<ScoredPlace> places =
                appraisal == null
                        ? CompletionRanking.of(round, task, limit)
                        : appraisal.candidates();
        return places.stream().limit(limit).map(ScoredPlace::candidate).toList();
    }

    /** Why a task that is in the queue waits. */
    TaskExplanation explain(LiveTask task, EngineRound round, String reason, int limit) {
        return new TaskExplanation(
                task.taskId(),
                task.attempt,
                round.nowMillis() - task.submittedAtMillis(),
                position(task, round),
                state.queue.size(),
                reason,
                Shortages.anyFits(state.model, task.strategies()),
                candidates(round, task, limit),
                Shortages.of(state.model, task.strategies()));
    }

    private static int position(LiveTask task, EngineRound round) {
        QueueCursor queue = round.queue();
        int position = 1;
        while (queue.next() != task) {
            position++;
        }
        return position;
    }
}
