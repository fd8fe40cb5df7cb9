package org.dsppo.policy.training.scorer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.dsppo.policy.learned.network.ScorerRows;
import org.dsppo.policy.training.descent.DenseTower;
import org.dsppo.policy.training.descent.DescentSettings;

/**
 * REINFORCE (Williams 1992): raises the likelihood of what was chosen by the return that followed,
 * less the mean return. Scores are logarithms of likelihoods up to a constant.
 */
final class ReinforceUpdate implements ScorerLearner.Update {

    private final ScorerSettings settings;
    private final DenseTower tower;

    private record WeighedChoice(Choice choice, double advantage) {}

    ReinforceUpdate(ScorerSettings settings, DenseTower tower) {
        this.settings = settings;
        this.tower = tower;
    }

    @Override
    public ScorerPlayer.Picker picker(int iteration) {
        return (scores, count, random) -> {
            double[] likelihoods = softmax(scores, 0, count);
            double left = random.nextDouble();
            for (int i = 0; i < count; i++) {
                left -= likelihoods[i];
                if (left < 0) {
                    return i;
                }
            }
            return count - 1;
        };
    }

    static double[] softmax(float[] scores, int from, int count) {
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            most = Math.max(most, scores[from + i]);
        }
        double[] likelihoods = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            likelihoods[i] = Math.exp(scores[from + i] - most);
            sum += likelihoods[i];
        }
        for (int i = 0; i < count; i++) {
            likelihoods[i] /= sum;
        }
        return likelihoods;
    }

    @Override
    public double learn(
            List<ScorerEpisode> episodes,
            double rewardScale,
            DescentSettings descent,
            SplittableRandom random) {
        List<WeighedChoice> samples = samples(episodes);
        for (int i = samples.size() - 1; i > 0; i--) {
            java.util.Collections.swap(samples, i, random.nextInt(i + 1));
        }
        double loss = 0;
        for (int from = 0; from < samples.size(); from += settings.minibatch()) {
            int to = Math.min(samples.size(), from + settings.minibatch());
            loss = descend(samples.subList(from, to), descent);
        }
        return loss;
    }

    private List<WeighedChoice> samples(List<ScorerEpisode> episodes) {
        List<WeighedChoice> samples = new ArrayList<>();
        List<double[]> returns = new ArrayList<>();
        for (ScorerEpisode episode : episodes) {
            double[] following = episode.rewards().clone();
            for (int k = following.length - 2; k >= 0; k--) {
                following[k] += settings.discount() * following[k + 1];
            }
            returns.add(following);
        }
        double[] all = returns.stream().flatMapToDouble(Arrays::stream).toArray();
        double mean = Arrays.stream(all).average().orElse(0);
        double variance = Arrays.stream(all).map(g -> (g - mean) * (g - mean)).average().orElse(1);
        double deviation = Math.sqrt(variance) + 1e-8;
        for (int e = 0; e < returns.size(); e++) {
            for (int k = 0; k < returns.get(e).length; k++) {
                samples.add(
                        new WeighedChoice(
                                episodes.get(e).choices().get(k),
                                (returns.get(e)[k] - mean) / deviation));
            }
        }
        return samples;
    }

    private double descend(List<WeighedChoice> samples, DescentSettings descent) {
        int rows = samples.stream().mapToInt(each -> each.choice().choices()).sum();
        float[] inputs = new float[rows * ScorerRows.WIDTH];
        int at = 0;
        for (WeighedChoice each : samples) {
            int length = each.choice().choices() * ScorerRows.WIDTH;
            System.arraycopy(each.choice().rows(), 0, inputs, at, length);
            at += length;
        }
        float[] scores = tower.forward(inputs, rows);
        float[] slopes = new float[rows];
        double loss = 0;
        int from = 0;
        for (WeighedChoice each : samples) {
            int count = each.choice().choices();
            double[] likelihoods = softmax(scores, from, count);
            int chosen = each.choice().step().action();
            double weight = each.advantage() / samples.size();
            loss -= weight * Math.log(Math.max(1e-12, likelihoods[chosen]));
            for (int i = 0; i < count; i++) {
                slopes[from + i] = (float) (weight * (likelihoods[i] - (i == chosen ? 1 : 0)));
            }
            from += count;
        }
        tower.backward(slopes);
        tower.descend(descent);
        return loss;
    }
}
