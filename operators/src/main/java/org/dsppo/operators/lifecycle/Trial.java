package org.dsppo.operators.lifecycle;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dsppo.operators.serving.CanarySplit;
import org.dsppo.operators.serving.Comparison;
import org.dsppo.operators.serving.PolicyReport;
import org.dsppo.operators.serving.PolicySeat;
import org.dsppo.operators.state.PairState;
import org.dsppo.operators.state.TrialState;
import org.dsppo.policy.lab.evaluation.ConfidenceInterval;

/**
 * Gathers what a version shows as a shadow or as a canary, and judges it.
 *
 * <p>A canary is judged by the logarithms of the ratios of completion in pairs of windows, which
 * are as likely above as below zero if both versions are the same. It goes on if the 95 % interval
 * of their mean lies below the tolerance, and is dropped if it lies above zero. Looking often would
 * find something by chance: it is looked at after the configured number of pairs, then after twice
 * as many, and so on, a few times in all, so that a version that is worse by just the tolerance
 * gets through with a probability of at most 2.5 % a look. A version that does not convince by then
 * is dropped.
 */
final class Trial {

    private final LifeCycleOptions options;
    private final int version;
    private final String stage;
    private final long beganMillis;
    private final Map<List<Object>, PairState> open = new LinkedHashMap<>();
    private Comparison comparison;
    private double[] activeMeans;
    private double[] canaryMeans;
    private int looks;
    private long assigned;
    private long fallbacks;

    /** A trial that begins. */
    static Trial begin(LifeCycleOptions options, int version, String stage, long nowMillis) {
        return new Trial(
                options,
                new TrialState(
                        version,
                        stage,
                        nowMillis,
                        Comparison.NONE.state(),
                        List.of(),
                        new double[0],
                        new double[0],
                        0,
                        0,
                        0));
    }

    /** A trial that goes on. */
    Trial(LifeCycleOptions options, TrialState state) {
        this.options = options;
        this.version = state.version();
        this.stage = state.stage();
        this.beganMillis = state.beganMillis();
        this.comparison = Comparison.of(state.comparison());
        this.activeMeans = state.activeMeans();
        this.canaryMeans = state.canaryMeans();
        this.looks = state.looks();
        this.assigned = state.assigned();
        this.fallbacks = state.fallbacks();
        state.open().forEach(pair -> open.put(List.of(pair.cell(), pair.index()), pair));
    }

    TrialState state() {
        return new TrialState(
                version,
                stage,
                beganMillis,
                comparison.state(),
                List.copyOf(open.values()),
                activeMeans,
                canaryMeans,
                looks,
                assigned,
                fallbacks);
    }

    boolean isOf(int ofVersion, String inStage) {
        return version == ofVersion && stage.equals(inStage);
    }

    int version() {
        return version;
    }

    /** What a version did in a window, be it the one on trial or the active one. */
    void report(PolicyReport report) {
        if (report.windowStartMillis() + options.windowMillis() <= beganMillis) {
            return;
        }
        boolean own = report.version() == version && report.stage().equals(stage);
        if (own) {
            comparison =
                    stage.equals(PolicySeat.SHADOW)
                            ? comparison.plus(report.comparison())
                            : comparison;
            assigned += report.assigned();
            fallbacks += report.fallbacks();
        }
        // A window that had begun before the trial did belongs to the active version only.
        boolean whole = report.windowStartMillis() >= beganMillis;
        if (stage.equals(PolicySeat.CANARY) && whole && (own || isActive(report))) {
            pair(report, own);
        }
    }

    private static boolean isActive(PolicyReport report) {
        return report.stage().equals(PolicySeat.ACTIVE);
    }

    private void pair(PolicyReport report, boolean own) {
        boolean cells = options.split() == CanarySplit.CELLS;
        String cell = cells ? "" : report.cell();
        long length = cells ? options.windowMillis() : 2 * options.windowMillis();
        long index = Math.floorDiv(report.windowStartMillis(), length);
        PairState pair = open.getOrDefault(List.of(cell, index), WindowPairs.begin(cell, index));
        open.put(
                List.of(cell, index),
                own ? WindowPairs.withCanary(pair, report) : WindowPairs.withActive(pair, report));
    }

    /** Closes the pairs that are over; reports of a window come shortly after its end. */
    private void closePairs(long nowMillis) {
        long window = options.windowMillis();
        long length = options.split() == CanarySplit.CELLS ? window : 2 * window;
        Iterator<PairState> pairs = open.values().iterator();
        while (pairs.hasNext()) {
            PairState pair = pairs.next();
            if ((pair.index() + 1) * length + window / 2 > nowMillis) {
                continue;
            }
            pairs.remove();
            if (WindowPairs.hasTasks(pair, options.windowTasks())) {
                activeMeans = with(activeMeans, WindowPairs.activeMean(pair));
                canaryMeans = with(canaryMeans, WindowPairs.canaryMean(pair));
            }
        }
    }

    private static double[] with(double[] values, double next) {
        double[] longer = Arrays.copyOf(values, values.length + 1);
        longer[values.length] = next;
        return longer;
    }

    /** What has been shown so far is enough, too little or too bad. */
    Verdict judge(long nowMillis) {
        if (stage.equals(PolicySeat.SHADOW)) {
            return judgeShadow();
        }
        closePairs(nowMillis);
        return judgeCanary();
    }

    private Verdict judgeShadow() {
        if (comparison.failures() > 0) {
            return Verdict.drop(
                    "could not score %d of %d tasks"
                            .formatted(
                                    comparison.failures(),
                                    comparison.failures() + comparison.compared()));
        }
        if (comparison.compared() < options.shadowTasks()) {
            return Verdict.WAIT;
        }
        String figures =
                "agreed on %s of %d tasks, choices %s"
                        .formatted(
                                percent(comparison.agreement()),
                                comparison.compared(),
                                signedPercent(comparison.excess()));
        boolean diverges =
                comparison.agreement() < options.leastAgreement() && comparison.excess() > 0;
        return diverges || comparison.excess() > options.mostExcess()
                ? Verdict.drop(figures)
                : Verdict.advance(figures);
    }

    private Verdict judgeCanary() {
        if (fallbacks > Math.max(1, options.mostFallbacks() * assigned)) {
            return Verdict.drop("fell back %d times in %d tasks".formatted(fallbacks, assigned));
        }
        int pairs = activeMeans.length;
        if (pairs < 2) {
            return Verdict.WAIT;
        }
        double[] logRatios = new double[pairs];
        Arrays.setAll(logRatios, i -> Math.log(canaryMeans[i] / activeMeans[i]));
        ConfidenceInterval ratio = ConfidenceInterval.of(logRatios);
        double mean = Math.exp(ratio.mean()) - 1;
        double least = Math.exp(ratio.mean() - ratio.halfWidth()) - 1;
        double most = Math.exp(ratio.mean() + ratio.halfWidth()) - 1;
        String figures =
                "completion %s (%s to %s) in %d pairs of windows"
                        .formatted(
                                signedPercent(mean),
                                signedPercent(least),
                                signedPercent(most),
                                pairs);
        if (mean > options.alarm()) {
            return Verdict.drop(figures);
        }
        if (pairs < options.pairWindows() << looks) {
            return Verdict.WAIT;
        }
        looks++;
        if (most <= options.canaryTolerance()) {
            return Verdict.advance(figures);
        }
        return least > 0 || looks >= options.mostLooks() ? Verdict.drop(figures) : Verdict.WAIT;
    }

    static String percent(double part) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * part);
    }

    static String signedPercent(double part) {
        return String.format(Locale.ROOT, "%+.1f %%", 100 * part);
    }
}
