package org.dsppo.jobs.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dsppo.policy.lab.evaluation.ConfidenceInterval;
import org.dsppo.policy.lab.selection.Policies;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.training.sites.FamilyEvaluator;
import org.dsppo.policy.training.sites.FamilyEvaluator.FamilySample;
import org.dsppo.policy.training.sites.TrainingFamily;

/**
 * What tuning to a site was worth, on tasks that it never saw: over the whole range of loads, and
 * range by range, against the best of all heuristics on each sample and against the policy that
 * tuning began with.
 */
final class SiteVerdict {

    /** Of each range of loads. */
    static final int SAMPLES = 10;

    private final Map<String, Object> byRange = new LinkedHashMap<>();
    private final ConfidenceInterval gained;
    private final ConfidenceInterval againstBest;

    private SiteVerdict(double[] before, double[] after, List<TrainingFamily> ranges) {
        double[] changes = new double[after.length];
        for (int i = 0; i < after.length; i++) {
            changes[i] = after[i] - before[i];
        }
        this.gained = perCent(changes, 0, changes.length);
        this.againstBest = perCent(after, 0, after.length);
        for (int range = 0; range < ranges.size(); range++) {
            int from = range * SAMPLES;
            byRange.put(
                    ranges.get(range).name(),
                    "%s to the best heuristic, %s by tuning"
                            .formatted(
                                    text(perCent(after, from, from + SAMPLES)),
                                    text(perCent(changes, from, from + SAMPLES))));
        }
    }

    /** Judges a tuned policy. */
    static SiteVerdict of(
            PolicyArtefact start,
            PolicyArtefact tuned,
            List<TrainingFamily> heldOut,
            FamilyEvaluator evaluator) {
        List<FamilySample> samples = new ArrayList<>();
        for (TrainingFamily range : heldOut) {
            for (int i = 0; i < SAMPLES; i++) {
                samples.add(new FamilySample(range, i));
            }
        }
        double[][] ratios =
                evaluator.logRatios(List.of(Policies.of(start), Policies.of(tuned)), samples);
        return new SiteVerdict(ratios[0], ratios[1], heldOut);
    }

    /** True if the tuned policy is to be kept: over the whole range it is better. */
    boolean better() {
        return gained.mean() < 0;
    }

    /** For people and machines. */
    Map<String, Object> summary() {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("heldOut", byRange);
        summary.put("overall", text(againstBest) + " to the best heuristic");
        summary.put("byTuning", text(gained));
        summary.put(
                "kept",
                better()
                        ? "the tuned policy"
                        : "the policy that tuning began with: it is no worse");
        return summary;
    }

    private static ConfidenceInterval perCent(double[] logs, int from, int to) {
        double[] values = new double[to - from];
        for (int i = 0; i < values.length; i++) {
            values[i] = 100 * Math.expm1(logs[from + i]);
        }
        return ConfidenceInterval.of(values);
    }

    private static String text(ConfidenceInterval interval) {
        return String.format(Locale.ROOT, "%+.2f ± %.2f %%", interval.mean(), interval.halfWidth());
    }
}
