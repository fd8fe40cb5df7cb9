package org.dsppo.policy.training.paper;

import java.util.List;
import org.dsppo.policy.training.baseline.ActionLikelihoods;

/**
 * The objective of equations 21 to 24, negated, on a minibatch: −min(r A, clip(r) A) + c1 (V − R)²
 * − c2 H, averaged; and its derivatives by the network's outputs.
 */
final class PaperLoss {

    final float[] byScores;
    final float[] byValues;
    private double total;

    /**
     * @param scores of the actions of all decisions, one after the other
     * @param values of their states
     * @param samples of the same decisions
     */
    PaperLoss(PaperSettings settings, float[] scores, float[] values, List<PaperSample> samples) {
        byScores = new float[scores.length];
        byValues = new float[samples.size()];
        double per = 1.0 / samples.size();
        int from = 0;
        for (int d = 0; d < samples.size(); d++) {
            PaperSample sample = samples.get(d);
            int count = sample.step().input().actions();
            ActionLikelihoods likelihoods = new ActionLikelihoods(scores, from, count);
            add(settings, sample, likelihoods, from, per);
            double error = values[d] - sample.valueTarget();
            byValues[d] = (float) (2 * per * settings.valueWeight() * error);
            total += per * settings.valueWeight() * error * error;
            from += count;
        }
    }

    private void add(
            PaperSettings settings,
            PaperSample sample,
            ActionLikelihoods likelihoods,
            int from,
            double per) {
        int action = sample.step().step().action();
        double advantage = sample.advantage();
        double ratio = Math.exp(likelihoods.log(action) - sample.step().logProbability());
        double clipped = Math.max(1 - settings.clip(), Math.min(1 + settings.clip(), ratio));
        boolean counts = ratio * advantage <= clipped * advantage;
        double byLog = counts ? -per * ratio * advantage : 0;
        double entropy = likelihoods.entropy();
        total -= per * Math.min(ratio * advantage, clipped * advantage);
        total -= per * settings.entropyWeight() * entropy;
        for (int i = 0; i < likelihoods.count(); i++) {
            double likelihood = likelihoods.likelihood(i);
            double chosen = i == action ? 1 : 0;
            double byEntropy = -likelihood * (likelihoods.log(i) + entropy);
            byScores[from + i] +=
                    (float)
                            (byLog * (chosen - likelihood)
                                    - per * settings.entropyWeight() * byEntropy);
        }
    }

    double total() {
        return total;
    }
}
