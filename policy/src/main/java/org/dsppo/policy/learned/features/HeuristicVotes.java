package org.dsppo.policy.learned.features;

import java.util.List;
import org.dsppo.policy.placement.WaitingTask;

/**
 * Marks what simple rules would place among the candidates: the policy learns when to trust which.
 */
final class HeuristicVotes {

    /** Caps with which the two rules are best under load. */
    private static final double SJF_CAP = 1.7;

    private static final double GREEDY_CAP = 2;

    /** The mean run time at which alignment and run time weigh as in the rule's own unit. */
    private static final double TYPICAL_RUNTIMES_PER_UNIT = 2.5;

    void cast(CandidateSet candidates, List<WaitingClass> classes, double typicalMillis) {
        int size = candidates.size();
        if (size == 0) {
            return;
        }
        WaitingClass oldest = oldest(classes);
        int greedy = 0;
        int shortest = 0;
        int tetris2 = 0;
        int tetris8 = 0;
        int leastArea = 0;
        double best2 = Double.NEGATIVE_INFINITY;
        double best8 = Double.NEGATIVE_INFINITY;
        double area = Double.POSITIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            if (older(candidates.task(i), candidates.task(greedy))) {
                greedy = i;
            }
            if (candidates.runtimeMillis(i) < candidates.runtimeMillis(shortest)) {
                shortest = i;
            }
            double units =
                    candidates.runtimeMillis(i) / (TYPICAL_RUNTIMES_PER_UNIT * typicalMillis);
            double alignment = alignment(candidates.option(i), candidates.rank(i));
            if (alignment - 2 * units > best2) {
                best2 = alignment - 2 * units;
                tetris2 = i;
            }
            if (alignment - 8 * units > best8) {
                best8 = alignment - 8 * units;
                tetris8 = i;
            }
            double taskArea = candidates.runtimeMillis(i) * candidates.option(i).dominantShare;
            if (taskArea < area) {
                area = taskArea;
                leastArea = i;
            }
            if (candidates.waitingClass(i) == oldest) {
                candidates.set(i, CandidateFeature.OLDEST_HEAD, 1);
            }
        }
        candidates.set(greedy, CandidateFeature.GREEDY_WOULD, 1);
        candidates.set(shortest, CandidateFeature.SHORTEST, 1);
        candidates.set(tetris2, CandidateFeature.TETRIS_2_WOULD, 1);
        candidates.set(tetris8, CandidateFeature.TETRIS_8_WOULD, 1);
        candidates.set(leastArea, CandidateFeature.LEAST_AREA, 1);
        voteOnNodes(candidates, greedy);
        voteOnOrder(candidates);
    }

    /** Shortest job first, by what a task would take at best, and the capped rules. */
    private static void voteOnOrder(CandidateSet candidates) {
        int sjf = -1;
        int sjfCapped = -1;
        int greedyCapped = -1;
        for (int i = 0; i < candidates.size(); i++) {
            double slowdown = candidates.option(i).runtimeMillis / shortestMillis(candidates, i, 1);
            if (sjf < 0 || shorter(candidates, i, sjf)) {
                sjf = i;
            }
            if (slowdown <= SJF_CAP && (sjfCapped < 0 || shorter(candidates, i, sjfCapped))) {
                sjfCapped = i;
            }
            if (slowdown <= GREEDY_CAP
                    && (greedyCapped < 0
                            || older(candidates.task(i), candidates.task(greedyCapped)))) {
                greedyCapped = i;
            }
        }
        candidates.set(sjf, CandidateFeature.SJF_WOULD, 1);
        if (sjfCapped >= 0) {
            candidates.set(sjfCapped, CandidateFeature.SJF_CAPPED_WOULD, 1);
        }
        if (greedyCapped >= 0) {
            candidates.set(greedyCapped, CandidateFeature.GREEDY_CAPPED_WOULD, 1);
            candidates.set(
                    fullest(candidates, greedyCapped), CandidateFeature.MOST_ALLOCATED_WOULD, 1);
        }
    }

    /** What most-allocated, capped likewise, would do with a task: the node that it fills most. */
    private static int fullest(CandidateSet candidates, int first) {
        int fullest = first;
        double most = -1;
        for (int i = first; i < candidates.size(); i++) {
            if (candidates.task(i) != candidates.task(first)) {
                break;
            }
            Option option = candidates.option(i);
            double slowdown = option.runtimeMillis / shortestMillis(candidates, i, 1);
            double used = option.pool.allocated(candidates.rank(i)) + option.meanShare;
            if (slowdown <= GREEDY_CAP
                    && used > most
                    && !hasFaster(candidates, first, i, option.pool)) {
                most = used;
                fullest = i;
            }
        }
        return fullest;
    }

    private static boolean hasFaster(CandidateSet candidates, int from, int to, NodePool pool) {
        for (int i = from; i < to; i++) {
            if (candidates.option(i).pool == pool) {
                return true;
            }
        }
        return false;
    }

    private static boolean shorter(CandidateSet candidates, int a, int b) {
        double shortestA = shortestMillis(candidates, a, candidates.task(a).runtimeScale());
        double shortestB = shortestMillis(candidates, b, candidates.task(b).runtimeScale());
        return shortestA < shortestB
                || (shortestA == shortestB && older(candidates.task(a), candidates.task(b)));
    }

    private static double shortestMillis(CandidateSet candidates, int i, double scale) {
        return candidates.waitingClass(i).profile.shortestMillis * scale;
    }

    /** What least-allocated and first fit would do with the task that greedy would place. */
    private static void voteOnNodes(CandidateSet candidates, int greedy) {
        WaitingTask task = candidates.task(greedy);
        int leastLoaded = greedy;
        int firstNode = greedy;
        double load = Double.POSITIVE_INFINITY;
        for (int i = greedy; i < candidates.size() && candidates.task(i) == task; i++) {
            NodePool pool = candidates.option(i).pool;
            double used = 0;
            for (int kind : candidates.option(i).kinds) {
                used += pool.used(kind) / candidates.option(i).kinds.length;
            }
            if (used < load) {
                load = used;
                leastLoaded = i;
            }
            if (pool.index() < candidates.option(firstNode).pool.index()) {
                firstNode = i;
            }
        }
        candidates.set(leastLoaded, CandidateFeature.LEAST_LOADED_WOULD, 1);
        candidates.set(firstNode, CandidateFeature.FIRST_NODE_WOULD, 1);
    }

    private static WaitingClass oldest(List<WaitingClass> classes) {
        WaitingClass oldest = null;
        for (int i = 0; i < classes.size(); i++) {
            WaitingClass each = classes.get(i);
            if (each.group.size() > 0 && (oldest == null || older(each.head(), oldest.head()))) {
                oldest = each;
            }
        }
        return oldest;
    }

    private static boolean older(WaitingTask a, WaitingTask b) {
        return a.submittedAtMillis() < b.submittedAtMillis();
    }

    private static double alignment(Option option, int rank) {
        NodePool pool = option.pool;
        double alignment = 0;
        for (int i = 0; i < option.kinds.length; i++) {
            int kind = option.kinds[i];
            double per = pool.perCapacity(kind);
            alignment += option.amounts[i] * per * pool.free(rank, kind) * per;
        }
        return alignment;
    }
}
