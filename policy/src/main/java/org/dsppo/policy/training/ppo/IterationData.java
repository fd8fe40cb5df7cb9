package org.dsppo.policy.training.ppo;

import java.util.ArrayList;
import java.util.List;

/** Advantages and returns of all decisions of an iteration. */
final class IterationData {

    private final List<Step> steps = new ArrayList<>();
    private final List<Teacher> teachers = new ArrayList<>();
    private final List<double[]> advantagesAndReturns = new ArrayList<>();
    private long decisions;
    private double returnMean;
    private double returnVariance;
    private double errorVariance;
    private double oldScale;

    private IterationData() {}

    /**
     * @param valueScale unit of what the value head said
     */
    static IterationData of(List<Episode> episodes, PpoSettings settings, double valueScale) {
        IterationData data = new IterationData();
        data.oldScale = valueScale;
        for (Episode episode : episodes) {
            data.add(episode, settings);
        }
        data.measure();
        return data;
    }

    private void add(Episode episode, PpoSettings settings) {
        int count = episode.steps().size();
        double[] values = new double[count];
        double[] discounts = new double[count];
        double[] traces = new double[count];
        for (int k = 0; k < count; k++) {
            Step step = episode.steps().get(k);
            values[k] = oldScale * step.value();
            double elapsed =
                    k + 1 == count ? 0 : episode.steps().get(k + 1).atMillis() - step.atMillis();
            double runtimes = elapsed / episode.meanRuntimeMillis();
            discounts[k] =
                    settings.stepDiscount() * Math.exp(-runtimes / settings.discountHorizon());
            traces[k] = settings.stepTrace() * Math.exp(-runtimes / settings.traceHorizon());
        }
        Advantages advantages = Advantages.of(episode.rewards(), values, discounts, traces);
        for (int k = 0; k < count; k++) {
            if (episode.steps().get(k).input() != null) {
                steps.add(episode.steps().get(k));
                teachers.add(episode.teacher());
                advantagesAndReturns.add(
                        new double[] {advantages.advantages()[k], advantages.returns()[k]});
            }
        }
        decisions += count;
    }

    private void measure() {
        returnMean = mean(1);
        returnVariance = variance(1);
        errorVariance = variance(0);
    }

    private double mean(int of) {
        return advantagesAndReturns.stream().mapToDouble(each -> each[of]).average().orElse(0);
    }

    private double variance(int of) {
        double mean = mean(of);
        return advantagesAndReturns.stream()
                .mapToDouble(each -> (each[of] - mean) * (each[of] - mean))
                .average()
                .orElse(0);
    }

    long decisions() {
        return decisions;
    }

    /** Part of the variance of returns that the value head explained. */
    double explainedVariance() {
        return returnVariance == 0 ? 0 : 1 - errorVariance / returnVariance;
    }

    /**
     * Unit of the value head from now on.
     *
     * @param inertia how much of the old unit stays
     */
    double valueScale(double inertia) {
        double spread = Math.sqrt(returnVariance + returnMean * returnMean);
        return inertia * oldScale + (1 - inertia) * Math.max(1e-6, spread);
    }

    /** Decisions with advantages normalised over all of them. */
    List<Sample> samples(double valueScale, double maximumAdvantage) {
        double mean = mean(0);
        double deviation = Math.sqrt(errorVariance) + 1e-8;
        List<Sample> samples = new ArrayList<>(steps.size());
        for (int i = 0; i < steps.size(); i++) {
            double[] both = advantagesAndReturns.get(i);
            double advantage = (both[0] - mean) / deviation;
            samples.add(
                    new Sample(
                            steps.get(i),
                            Math.max(-maximumAdvantage, Math.min(maximumAdvantage, advantage)),
                            both[1] / valueScale,
                            teachers.get(i)));
        }
        return samples;
    }
}
