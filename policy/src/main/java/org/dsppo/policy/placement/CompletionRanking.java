package org.dsppo.policy.placement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Ranks the places of a task by when it would be done there, for policies that have no scores of
 * their own: of every strategy that fits somewhere, the first node with room, scored by minus the
 * seconds of transfer and run time.
 */
public final class CompletionRanking {

    private static final double MILLIS_PER_SECOND = 1000;

    private CompletionRanking() {}

    /**
     * Places that have room now, best first.
     *
     * @param limit how many at most
     */
    public static List<ScoredPlace> of(PlacementRound round, WaitingTask task, int limit) {
        List<ScoredPlace> places = new ArrayList<>();
        for (Strategy strategy : task.strategies().fastestFirst()) {
            NodeView node = round.firstFit(task, strategy);
            if (node != null) {
                places.add(place(round, task, strategy, node));
            }
        }
        places.sort(Comparator.comparingDouble(ScoredPlace::score).reversed());
        return List.copyOf(places.subList(0, Math.min(limit, places.size())));
    }

    /** One place, scored the same way. */
    public static ScoredPlace place(
            PlacementRound round, WaitingTask task, Strategy strategy, NodeView node) {
        long millis = round.transferMillis(task, node) + task.runtimeMillis(strategy, node);
        return new ScoredPlace(strategy, node, -millis / MILLIS_PER_SECOND);
    }
}
