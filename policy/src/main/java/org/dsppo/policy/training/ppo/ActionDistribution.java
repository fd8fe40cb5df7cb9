package org.dsppo.policy.training.ppo;

import java.util.Arrays;

/**
 * The rule that serves, made random so that it can be explored and differentiated. Served is: place
 * if the largest admission score is above zero, and of the admitted the one with the highest
 * priority score. Here, with temperatures T and U, s = σ(max a / T) and l = p / U + ln σ(a / T),
 *
 * <pre>P(wait) = 1 − s        P(place i) = s · softmax(l)_i</pre>
 *
 * which becomes the rule as T, and then U, go to nothing. Where waiting is masked, s is 1.
 */
final class ActionDistribution {

    private final double admissionTemperature;
    private final double priorityTemperature;
    private double[] logits = new double[16];
    private double[] logProbabilities = new double[17];
    private double[] refusals = new double[16];
    private int size;
    private int most;
    private double admitted;
    private double normaliser;
    private boolean mayWait;

    ActionDistribution(double admissionTemperature, double priorityTemperature) {
        this.admissionTemperature = admissionTemperature;
        this.priorityTemperature = priorityTemperature;
    }

    /**
     * Reads the scores of one decision.
     *
     * @param from where its candidates begin
     * @param mask which of them count, null for all
     * @param count how many candidates there are
     * @param waiting false if it must place one
     */
    void read(
            float[] admission, float[] priority, int from, int count, int[] mask, boolean waiting) {
        size = mask == null ? count : mask.length;
        mayWait = waiting;
        if (logits.length < size) {
            logits = new double[2 * size];
            refusals = new double[2 * size];
            logProbabilities = new double[2 * size + 1];
        }
        most = 0;
        double largest = Double.NEGATIVE_INFINITY;
        double top = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            int at = from + (mask == null ? i : mask[i]);
            double a = admission[at] / admissionTemperature;
            if (a > largest) {
                largest = a;
                most = i;
            }
            refusals[i] = 1 / (1 + Math.exp(a));
            logits[i] = priority[at] / priorityTemperature + logSigmoid(a);
            top = Math.max(top, logits[i]);
        }
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += Math.exp(logits[i] - top);
        }
        normaliser = top + Math.log(sum);
        double place = mayWait ? logSigmoid(largest) : 0;
        admitted = mayWait ? 1 / (1 + Math.exp(-largest)) : 1;
        for (int i = 0; i < size; i++) {
            logProbabilities[i] = place + logits[i] - normaliser;
        }
        logProbabilities[size] = mayWait ? logSigmoid(-largest) : Double.NEGATIVE_INFINITY;
    }

    private static double logSigmoid(double x) {
        return x > 0 ? -Math.log1p(Math.exp(-x)) : x - Math.log1p(Math.exp(x));
    }

    /** Number of candidates that count. */
    int size() {
        return size;
    }

    /** Number of actions with a probability above nothing. */
    int actions() {
        return mayWait ? size + 1 : size;
    }

    /** Logarithm of the probability of a candidate that counts; of waiting for {@link #size()}. */
    double logProbability(int action) {
        return logProbabilities[action];
    }

    /** A copy of all logarithms of probabilities, waiting last. */
    double[] logProbabilities() {
        return Arrays.copyOf(logProbabilities, size + 1);
    }

    /** An action for a uniform random number. */
    int draw(double uniform) {
        double left = uniform;
        for (int i = 0; i < actions(); i++) {
            left -= Math.exp(logProbabilities[i]);
            if (left < 0) {
                return i;
            }
        }
        return mayWait ? size : most;
    }

    double entropy() {
        double entropy = 0;
        for (int i = 0; i < actions(); i++) {
            entropy -= Math.exp(logProbabilities[i]) * logProbabilities[i];
        }
        return entropy;
    }

    /**
     * Carries derivatives from logarithms of probabilities to scores, to which it adds.
     *
     * @param by derivative by each logarithm, waiting last
     */
    void backward(double[] by, int from, int[] mask, float[] byAdmission, float[] byPriority) {
        double total = 0;
        for (int i = 0; i < size; i++) {
            total += by[i];
        }
        for (int i = 0; i < size; i++) {
            double share = Math.exp(logits[i] - normaliser);
            double byLogit = by[i] - share * total;
            int at = from + (mask == null ? i : mask[i]);
            byPriority[at] += (float) (byLogit / priorityTemperature);
            byAdmission[at] += (float) (byLogit * refusals[i] / admissionTemperature);
        }
        if (mayWait) {
            int at = from + (mask == null ? most : mask[most]);
            byAdmission[at] +=
                    (float) ((total * (1 - admitted) - by[size] * admitted) / admissionTemperature);
        }
    }
}
