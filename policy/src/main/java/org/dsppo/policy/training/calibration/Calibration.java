package org.dsppo.policy.training.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.evaluation.ConfidenceInterval;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.learned.network.CalibrationTable;
import org.dsppo.policy.learned.network.CalibrationTable.Range;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.training.sites.MadeUpArrivals;
import org.dsppo.policy.training.sites.MeanCompletion;
import org.dsppo.schemas.catalogue.Catalogue;

/**
 * Finds out who should decide on a site that nobody has trained on: over ranges of loads it plays
 * made-up arrivals under the learned policy and all rules. First a search finds out towards which
 * of its experts the learned policy should lean there, at all loads alike: what a load is can be
 * read only roughly, so that a lean of one range would act in another. Then rules run against each
 * other in heats, range by range, the better ones going on to more and longer samples. What is
 * found is held to samples that nothing earlier has seen, and has to be better by more than a
 * margin and by more than chance: choosing by few noisy samples would do more harm than good.
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

    /** Heats of the search for a lean are numbered from here. */
    private static final int SEARCH = 10;

    private static final int TRIAL = 9;

    /** Of the half-width of a 95 % interval that the advantage of a rule has to exceed. */
    private static final double CHANCE = 0.5;

    /**
     * Times as much as a rule a lean has to be better: it was fitted to made-up mixes, and what
     * suits many mixes a little may harm the one that comes.
     */
    private static final double LEAN = 2;

    /** Takes more time than all others together. */
    private static final String SLOW = "gavel-max-min";

    private final Catalogue site;
    private final LeaningPolicy learned;
    private final CalibrationSettings settings;
    private final int size;
    private final LongAdder tasks = new LongAdder();

    private Calibration(Catalogue site, LeaningPolicy learned, CalibrationSettings settings) {
        this.site = site;
        this.learned = learned;
        this.settings = settings;
        this.size = MadeUpArrivals.enough(site, settings.tasks());
    }

    /**
     * What came of it.
     *
     * @param table who decides where
     * @param tasks how many were simulated
     */
    public record Outcome(CalibrationTable table, long tasks) {}

    /**
     * Calibrates, ranges of loads side by side; the same site, policy and settings give the same
     * table.
     */
    static Outcome of(Catalogue site, LeaningPolicy learned, CalibrationSettings settings) {
        Calibration calibration = new Calibration(site, learned, settings);
        List<Double> lean = calibration.lean();
        List<Range> ranges = ranges().mapToObj(number -> calibration.range(number, lean)).toList();
        return new Outcome(new CalibrationTable(ranges), calibration.tasks.sum());
    }

    private static IntStream ranges() {
        return IntStream.range(0, ENDS.length).parallel();
    }

    /** A lean that is better at all loads taken together, or none. */
    private List<Double> lean() {
        if (learned.shares() == 0) {
            return List.of();
        }
        List<Double> lean =
                new LeanSearch(learned.shares())
                        .run(
                                settings.generations(),
                                settings.seed(),
                                step -> {
                                    List<Workload> samples = ofAllRanges(SEARCH + step, 1);
                                    return each -> meanLog(learned.leaning(each), samples);
                                });
        List<Workload> samples = ofAllRanges(TRIAL, settings.samples());
        ConfidenceInterval advantage =
                advantage(
                        logs(learned.leaning(List.of()), samples),
                        logs(learned.leaning(lean), samples));
        return isBetter(advantage, LEAN) ? lean : List.of();
    }

    private List<Workload> ofAllRanges(int heat, int count) {
        return ranges().boxed()
                .flatMap(range -> samples(range, heat, size, count).stream())
                .toList();
    }

    private boolean isBetter(ConfidenceInterval advantage, double times) {
        return advantage.mean() > times * settings.margin()
                && advantage.mean() > times * CHANCE * advantage.halfWidth();
    }

    private Range range(int number, List<Double> lean) {
        List<Workload> samples = samples(number, PARTS.length, size, settings.samples());
        double[] asItIs = logs(learned.leaning(List.of()), samples);
        double[] own = lean.isEmpty() ? asItIs : logs(learned.leaning(lean), samples);
        Range best =
                new Range(
                        ENDS[number],
                        null,
                        lean,
                        lean.isEmpty() ? 0 : advantage(asItIs, own).mean());
        double most = 0;
        for (String name : bestRules(number)) {
            double[] rule = logs(Baselines.named(name), samples);
            ConfidenceInterval advantage = advantage(asItIs, rule);
            if (isBetter(advantage(own, rule), 1)
                    && isBetter(advantage, 1)
                    && advantage.mean() > most) {
                most = advantage.mean();
                best = Range.of(ENDS[number], name, most);
            }
        }
        return best;
    }

    private List<String> bestRules(int range) {
        List<String> left =
                Baselines.allHeuristics().stream().filter(name -> !name.startsWith(SLOW)).toList();
        for (int heat = 0; heat < PARTS.length; heat++) {
            List<Workload> samples =
                    samples(range, heat, (int) (PARTS[heat] * size), SAMPLES[heat]);
            left =
                    left.stream()
                            .map(name -> new Runner(name, logs(Baselines.named(name), samples)))
                            .sorted(Comparator.comparingDouble(Runner::mean))
                            .limit(GO_ON[heat])
                            .map(Runner::name)
                            .toList();
        }
        return left;
    }

    private record Runner(String name, double[] logs) {

        double mean() {
            return Arrays.stream(logs).average().orElseThrow();
        }
    }

    private static ConfidenceInterval advantage(double[] over, double[] of) {
        double[] differences = new double[over.length];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = over[i] - of[i];
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

    private double meanLog(Supplier<PlacementPolicy> policy, List<Workload> samples) {
        // Added up in order, so that the same samples always give the same sum.
        double[] logs =
                samples.parallelStream()
                        .mapToDouble(each -> logs(policy, List.of(each))[0])
                        .toArray();
        return Arrays.stream(logs).sum() / logs.length;
    }

    private double[] logs(Supplier<PlacementPolicy> policy, List<Workload> samples) {
        return samples.stream()
                .mapToDouble(
                        each -> {
                            tasks.add(each.tasks().size());
                            return Math.log(Math.max(1e-9, MeanCompletion.of(each, policy)));
                        })
                .toArray();
    }
}
