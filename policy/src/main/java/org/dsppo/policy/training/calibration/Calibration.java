package org.dsppo.policy.training.calibration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.evaluation.ConfidenceInterval;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.learned.network.CalibrationTable;
import org.dsppo.policy.learned.network.CalibrationTable.Range;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.training.sites.MeanCompletion;
import org.dsppo.schemas.catalogue.Catalogue;

/**
 * Finds out who should decide on a site that nobody has trained on: over a range of loads it plays
 * made-up arrivals under the learned policy and all rules. Rules run against each other in heats,
 * the better ones going on to more and longer samples. In the last heat, whose samples no earlier
 * one has seen, a rule has to be better than the learned policy by more than a margin, and surely
 * better at all: choosing by few noisy samples would do more harm than good.
 */
public final class Calibration {

    /** Ends of the ranges of loads, and where loads are drawn in the first and the last. */
    private static final double[] ENDS = {0.5, 0.8, 1.0, 1.2, Double.POSITIVE_INFINITY};

    private static final double LEAST_LOAD = 0.25;
    private static final double MOST_LOAD = 1.6;

    /** Parts of a last sample's tasks, samples, and how many rules go on, by heat but the last. */
    private static final double[] PARTS = {0.4, 0.7};

    private static final int[] SAMPLES = {1, 3};
    private static final int[] GO_ON = {10, 3};

    /** Takes more time than all others together. */
    private static final String SLOW = "gavel-max-min";

    private final Catalogue site;
    private final Supplier<PlacementPolicy> learned;
    private final CalibrationSettings settings;
    private long tasks;

    private Calibration(
            Catalogue site, Supplier<PlacementPolicy> learned, CalibrationSettings settings) {
        this.site = site;
        this.learned = learned;
        this.settings = settings;
    }

    /**
     * What came of it.
     *
     * @param table who decides where
     * @param tasks how many were simulated
     */
    public record Outcome(CalibrationTable table, long tasks) {}

    /** Calibrates; the same site, policy and settings give the same table. */
    public static Outcome of(
            Catalogue site, Supplier<PlacementPolicy> learned, CalibrationSettings settings) {
        Calibration calibration = new Calibration(site, learned, settings);
        List<Range> ranges = new ArrayList<>();
        for (int range = 0; range < ENDS.length; range++) {
            ranges.add(calibration.range(range));
        }
        return new Outcome(new CalibrationTable(ranges), calibration.tasks);
    }

    private Range range(int number) {
        List<String> left =
                Baselines.allHeuristics().stream().filter(name -> !name.startsWith(SLOW)).toList();
        for (int heat = 0; heat < PARTS.length; heat++) {
            List<Workload> samples =
                    samples(number, heat, (int) (PARTS[heat] * settings.tasks()), SAMPLES[heat]);
            left =
                    left.stream()
                            .map(name -> new Runner(name, logs(Baselines.named(name), samples)))
                            .sorted(Comparator.comparingDouble(Runner::mean))
                            .limit(GO_ON[heat])
                            .map(Runner::name)
                            .toList();
        }
        List<Workload> samples =
                samples(number, PARTS.length, settings.tasks(), settings.samples());
        double[] own = logs(learned, samples);
        Range best = new Range(ENDS[number], null, 0);
        for (String name : left) {
            ConfidenceInterval advantage = advantage(own, logs(Baselines.named(name), samples));
            boolean better =
                    advantage.mean() > settings.margin()
                            && advantage.mean() > advantage.halfWidth();
            if (better && advantage.mean() > best.advantage()) {
                best = new Range(ENDS[number], name, advantage.mean());
            }
        }
        return best;
    }

    private record Runner(String name, double[] logs) {

        double mean() {
            double sum = 0;
            for (double log : logs) {
                sum += log;
            }
            return sum / logs.length;
        }
    }

    private static ConfidenceInterval advantage(double[] learned, double[] rule) {
        double[] differences = new double[learned.length];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = learned[i] - rule[i];
        }
        return ConfidenceInterval.of(differences);
    }

    private List<Workload> samples(int range, int heat, int size, int count) {
        double least = range == 0 ? LEAST_LOAD : ENDS[range - 1];
        double most = Math.min(ENDS[range], MOST_LOAD);
        List<Workload> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long seed = ((settings.seed() * 31 + range) * 31 + heat) * 31 + i;
            samples.add(MadeUpArrivals.on(site, size, least, most, seed));
        }
        return samples;
    }

    private double[] logs(Supplier<PlacementPolicy> policy, List<Workload> samples) {
        double[] logs = new double[samples.size()];
        for (int i = 0; i < logs.length; i++) {
            tasks += samples.get(i).tasks().size();
            logs[i] = Math.log(Math.max(1e-9, MeanCompletion.of(samples.get(i), policy)));
        }
        return logs;
    }
}
