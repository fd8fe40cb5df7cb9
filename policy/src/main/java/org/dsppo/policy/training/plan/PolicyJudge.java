package org.dsppo.policy.training.plan;

import java.util.ArrayList;
import java.util.List;
import org.dsppo.policy.lab.evaluation.ConfidenceInterval;
import org.dsppo.policy.lab.selection.Policies;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.training.plan.TrainingRecord.Judgement;
import org.dsppo.policy.training.sites.FamilyEvaluator;
import org.dsppo.policy.training.sites.FamilyEvaluator.FamilySample;
import org.dsppo.policy.training.sites.TrainingFamily;

/** Judges policies on samples that neither training nor selection has seen, the same for all. */
final class PolicyJudge {

    /** Below all seeds of validation and of the statistics of features. */
    private static final long FIRST_SEED = -3000;

    private final List<TrainingFamily> families;
    private final int samples;
    private final FamilyEvaluator evaluator;

    /**
     * @param samples of each family
     */
    PolicyJudge(List<TrainingFamily> families, int samples, FamilyEvaluator evaluator) {
        this.families = families;
        this.samples = samples;
        this.evaluator = evaluator;
    }

    /** Log ratios by policy and sample, those of a family side by side. */
    double[][] logRatios(List<PolicyArtefact> policies) {
        List<FamilySample> all = new ArrayList<>();
        for (TrainingFamily family : families) {
            for (int i = 0; i < samples; i++) {
                all.add(new FamilySample(family, FIRST_SEED - i));
            }
        }
        return evaluator.logRatios(policies.stream().map(Policies::of).toList(), all);
    }

    /** Sums up one row of {@link #logRatios}. */
    Judgement judgement(double[] logRatios) {
        List<ConfidenceInterval> byFamily = new ArrayList<>();
        for (int family = 0; family < families.size(); family++) {
            double[] own = new double[samples];
            for (int i = 0; i < samples; i++) {
                own[i] = Math.expm1(logRatios[family * samples + i]);
            }
            byFamily.add(ConfidenceInterval.of(own));
        }
        return new Judgement(overSamples(logRatios), byFamily);
    }

    /** Relative differences of one row to another, mean over the families of each sample. */
    ConfidenceInterval difference(double[] logRatios, double[] others) {
        double[] differences = new double[logRatios.length];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = logRatios[i] - others[i];
        }
        return overSamples(differences);
    }

    /** Families count alike; the interval is over the samples. */
    private ConfidenceInterval overSamples(double[] logRatios) {
        double[] means = new double[samples];
        for (int i = 0; i < samples; i++) {
            for (int family = 0; family < families.size(); family++) {
                means[i] += logRatios[family * samples + i] / families.size();
            }
            means[i] = Math.expm1(means[i]);
        }
        return ConfidenceInterval.of(means);
    }
}
