package org.dsppo.policy.training.ppo;

import java.util.List;
import org.dsppo.policy.training.network.Minibatch;
import org.dsppo.policy.training.network.MinibatchNetwork;

/**
 * The loss of PPO on a minibatch (equations 21 to 24, negated) and its derivatives by the network's
 * outputs: −min(r A, clip(r) A) + c1 ½(V − R)² − c2 H + leash · KL(teacher ‖ policy), averaged.
 */
final class PpoLoss {

    private final PpoSettings settings;
    private final ActionDistribution distribution;
    float[] byAdmission;
    float[] byPriority;
    float[] byValue;
    double divergence;
    double clipFraction;
    double entropy;
    double valueLoss;
    double leash;

    PpoLoss(PpoSettings settings, Temperatures temperatures) {
        this.settings = settings;
        this.distribution =
                new ActionDistribution(temperatures.admission(), temperatures.priority());
    }

    /**
     * @param network after its forward pass
     * @param taught for each sample the logarithms of probabilities of its teacher, null if it has
     *     nothing to say; null without leash
     */
    void measure(
            MinibatchNetwork network,
            Minibatch batch,
            List<Sample> samples,
            List<double[]> taught) {
        byAdmission = new float[batch.candidates()];
        byPriority = new float[batch.candidates()];
        byValue = new float[samples.size()];
        divergence = 0;
        clipFraction = 0;
        entropy = 0;
        valueLoss = 0;
        leash = 0;
        double per = 1.0 / samples.size();
        for (int d = 0; d < samples.size(); d++) {
            Sample sample = samples.get(d);
            read(network, batch, d, sample.step());
            double[] by = new double[distribution.size() + 1];
            surrogate(sample, by, per);
            entropy(by, per);
            if (taught != null && taught.get(d) != null) {
                leash(taught.get(d), by, per);
            }
            distribution.backward(
                    by, batch.firstCandidate(d), sample.step().mask(), byAdmission, byPriority);
            double error = network.value()[d] - sample.valueTarget();
            byValue[d] = (float) (per * settings.valueWeight() * error);
            valueLoss += per * error * error;
        }
    }

    private void read(MinibatchNetwork network, Minibatch batch, int d, Step step) {
        int from = batch.firstCandidate(d);
        distribution.read(
                network.admission(),
                network.priority(),
                from,
                batch.firstCandidate(d + 1) - from,
                step.mask(),
                step.mayWait());
    }

    private void surrogate(Sample sample, double[] by, double per) {
        int action = sample.step().action();
        double change = distribution.logProbability(action) - sample.step().logProbability();
        double ratio = Math.exp(Math.min(20, change));
        double advantage = sample.advantage();
        boolean clipped = advantage > 0 ? ratio > 1 + settings.clip() : ratio < 1 - settings.clip();
        if (!clipped) {
            by[action] -= per * settings.surrogateWeight() * ratio * advantage;
        }
        clipFraction += Math.abs(ratio - 1) > settings.clip() ? per : 0;
        divergence += per * (ratio - 1 - change);
    }

    private void entropy(double[] by, double per) {
        int actions = distribution.actions();
        if (actions < 2) {
            return;
        }
        double largest = Math.log(actions);
        for (int i = 0; i < actions; i++) {
            double log = distribution.logProbability(i);
            by[i] += per * settings.entropyWeight() / largest * Math.exp(log) * (log + 1);
        }
        entropy += per * distribution.entropy() / largest;
    }

    private void leash(double[] teacher, double[] by, double per) {
        for (int i = 0; i < distribution.actions(); i++) {
            double probability = Math.exp(teacher[i]);
            by[i] -= per * settings.leashWeight() * probability;
            if (probability > 0) {
                leash += per * probability * (teacher[i] - distribution.logProbability(i));
            }
        }
    }
}
