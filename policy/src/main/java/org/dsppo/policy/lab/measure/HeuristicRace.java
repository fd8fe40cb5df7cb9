package org.dsppo.policy.lab.measure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Looks for the heuristic that is best on the mean of several samples without running all of them
 * on all samples. Sample by sample, those are dropped that take so many times as long as the best
 * so far, in sum over the samples so far, and a run is cut off when that is sure.
 */
final class HeuristicRace {

    /** How many times as long as the best, after each sample; the last is for all further ones. */
    static final List<Double> DROPPED_ABOVE = List.of(1.5, 1.3, 1.2, 1.15, 1.1);

    private HeuristicRace() {}

    /**
     * One that is still in the race.
     *
     * @param policy its name
     * @param totalMillis sum of its mean completions
     */
    record Entrant(String policy, double totalMillis) {}

    /** Those left after all samples, the best first; of equals the one named first. */
    static List<Entrant> run(List<String> policies, List<Trial> trials) throws IOException {
        List<Entrant> left = policies.stream().map(name -> new Entrant(name, 0)).toList();
        for (int sample = 0; sample < trials.size(); sample++) {
            double most = DROPPED_ABOVE.get(Math.min(sample, DROPPED_ABOVE.size() - 1));
            left = left(left, trials.get(sample), most);
        }
        return left;
    }

    private static List<Entrant> left(List<Entrant> entrants, Trial trial, double most)
            throws IOException {
        double best = Double.POSITIVE_INFINITY;
        List<Entrant> through = new ArrayList<>();
        for (Entrant entrant : entrants) {
            double limit = most * best - entrant.totalMillis;
            if (limit <= 0) {
                continue;
            }
            CompletionOutcome outcome = trial.heuristic(entrant.policy, limit);
            if (outcome.isWithin(limit)) {
                Entrant next = new Entrant(entrant.policy, entrant.totalMillis + outcome.millis());
                through.add(next);
                best = Math.min(best, next.totalMillis);
            }
        }
        double limit = most * best;
        return through.stream()
                .filter(each -> each.totalMillis <= limit)
                .sorted(Comparator.comparingDouble(Entrant::totalMillis))
                .toList();
    }
}
