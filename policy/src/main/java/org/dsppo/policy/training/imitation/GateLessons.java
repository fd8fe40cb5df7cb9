package org.dsppo.policy.training.imitation;

import java.util.List;
import org.dsppo.policy.learned.features.Normaliser;
import org.dsppo.policy.learned.features.OptionFeature;

/**
 * What a gate learns from: moments of many samples, and how each expert did on them.
 *
 * @param examples moments
 * @param costs by sample, logarithm of mean completion under each expert over that under none,
 *     which is the first
 */
public record GateLessons(List<GateExample> examples, double[][] costs) {

    /** Mean and deviation of the options' features. */
    public Normaliser optionStatistics() {
        double[] sum = new double[OptionFeature.WIDTH];
        double[] squares = new double[OptionFeature.WIDTH];
        long count = 0;
        for (GateExample example : examples) {
            float[] rows = example.site().rows();
            for (int i = 0; i < rows.length; i++) {
                sum[i % sum.length] += rows[i];
                squares[i % sum.length] += (double) rows[i] * rows[i];
            }
            count += example.site().options();
        }
        float[] mean = new float[sum.length];
        float[] deviation = new float[sum.length];
        for (int i = 0; i < sum.length; i++) {
            mean[i] = (float) (sum[i] / count);
            deviation[i] =
                    (float) Math.sqrt(Math.max(1e-4, squares[i] / count - mean[i] * mean[i]));
        }
        return new Normaliser(mean, deviation);
    }

    /** Mean cost under the best expert of each sample: what no gate can be better than. */
    public double bestPossible() {
        double sum = 0;
        for (double[] each : costs) {
            double least = 0;
            for (double cost : each) {
                least = Math.min(least, cost);
            }
            sum += least;
        }
        return sum / costs.length;
    }
}
