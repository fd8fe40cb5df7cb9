package org.dsppo.policy.training.sites;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.simulation.RuntimeModel;
import org.dsppo.policy.lab.simulation.Workload;

/**
 * Finds what the best of all heuristics takes on a workload without running all of them to the end:
 * all run on the first tasks, the better ones on more, and a few on all (successive halving,
 * Jamieson and Talwalkar, AISTATS 2016).
 */
final class BestHeuristic {

    private static final int FEWEST_TASKS = 80;

    /** Of the tasks in each heat, and how many go on to the next. */
    private static final double[] PARTS = {0.2, 0.5, 1};

    private static final int[] GO_ON = {16, 5, 1};

    /**
     * Without the rule that solves a linear program again and again, which no training has time
     * for.
     */
    private static final List<String> ALL =
            Baselines.allHeuristics().stream()
                    .filter(name -> !name.startsWith("gavel-max-min"))
                    .toList();

    private BestHeuristic() {}

    /**
     * Mean completion under the best, milliseconds.
     *
     * @param contenders who takes part; empty for all heuristics
     */
    static double bestMillis(Workload workload, RuntimeModel runtimes, List<String> contenders) {
        List<String> left = contenders.isEmpty() ? ALL : contenders;
        double best = Double.POSITIVE_INFINITY;
        for (int heat = 0; heat < PARTS.length; heat++) {
            if (left.size() <= GO_ON[heat] && heat < PARTS.length - 1) {
                continue;
            }
            Workload part = first(workload, PARTS[heat]);
            List<Runner> runners = new ArrayList<>();
            for (String name : left) {
                runners.add(
                        new Runner(name, MeanCompletion.of(part, runtimes, Baselines.named(name))));
            }
            runners.sort(Comparator.comparingDouble(Runner::millis));
            best = runners.get(0).millis;
            left = runners.stream().limit(GO_ON[heat]).map(Runner::name).toList();
        }
        return best;
    }

    private record Runner(String name, double millis) {}

    private static Workload first(Workload workload, double part) {
        int size = workload.tasks().size();
        int count = Math.min(size, Math.max(FEWEST_TASKS, (int) (part * size)));
        return count == size
                ? workload
                : new Workload(
                        workload.name(),
                        workload.catalogue(),
                        workload.tasks().subList(0, count),
                        workload.outages());
    }
}
