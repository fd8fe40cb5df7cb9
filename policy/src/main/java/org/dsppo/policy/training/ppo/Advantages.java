package org.dsppo.policy.training.ppo;

/**
 * Generalised advantage estimation over irregular times (Schulman et al. 2016; equation 20 at λ =
 * 0). With γ_k and λ_k between decisions k and k + 1,
 *
 * <pre>δ_k = r_k + γ_k V_{k+1} − V_k        A_k = δ_k + γ_k λ_k A_{k+1}</pre>
 *
 * and nothing after the last decision of an episode.
 *
 * @param advantages A of each decision
 * @param returns A + V, what the value head should have said
 */
record Advantages(double[] advantages, double[] returns) {

    /**
     * @param discounts γ after each decision
     * @param traces λ after each decision
     */
    static Advantages of(double[] rewards, double[] values, double[] discounts, double[] traces) {
        int count = rewards.length;
        double[] advantages = new double[count];
        double[] returns = new double[count];
        double next = 0;
        double valueNext = 0;
        for (int k = count - 1; k >= 0; k--) {
            double delta = rewards[k] + discounts[k] * valueNext - values[k];
            next = delta + discounts[k] * traces[k] * next;
            advantages[k] = next;
            returns[k] = next + values[k];
            valueNext = values[k];
        }
        return new Advantages(advantages, returns);
    }
}
