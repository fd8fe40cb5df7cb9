package org.dsppo.policy.device.batchqueue;

import java.io.Serializable;

/**
 * How long a device takes for a batch on a share of it: {@code ε + c·(1 + θ·(r − 1)) / s(α)} with
 * {@code s(α) = ln(1 + κα) / ln(1 + κ)}.
 *
 * @param epsilonSeconds ε, set-up time that no share shortens; not negative
 * @param computeSeconds c, compute time of one item on the whole device; not negative
 * @param marginalCost θ, what a further item costs relative to the first; 0 to 1
 * @param kappa κ, how soon a larger share stops to pay; positive
 */
public record ServiceLaw(
        double epsilonSeconds, double computeSeconds, double marginalCost, double kappa)
        implements Serializable {

    /** κ where nothing else is known of a device. */
    public static final double DEFAULT_KAPPA = 9;

    private static final double MOST_SECONDS = 1e9;
    private static final String EXPECTED = "0 to %s seconds".formatted(MOST_SECONDS);

    public ServiceLaw {
        require(
                "epsilon",
                epsilonSeconds,
                epsilonSeconds >= 0 && epsilonSeconds <= MOST_SECONDS,
                EXPECTED);
        require(
                "c",
                computeSeconds,
                computeSeconds >= 0 && computeSeconds <= MOST_SECONDS,
                EXPECTED);
        require(
                "epsilon + c",
                epsilonSeconds + computeSeconds,
                epsilonSeconds + computeSeconds > 0,
                "more than 0 s");
        require("theta", marginalCost, marginalCost >= 0 && marginalCost <= 1, "0 to 1");
        require("kappa", kappa, kappa > 0, "more than 0");
    }

    /**
     * Time of a batch.
     *
     * @param batch r, items in it
     * @param share α, in (0, 1]
     */
    public double seconds(int batch, double share) {
        return epsilonSeconds
                + computeSeconds * (1 + marginalCost * (batch - 1)) / speed(share, kappa);
    }

    /** t, the time of a single item on the whole device. */
    public double standaloneSeconds() {
        return epsilonSeconds + computeSeconds;
    }

    /** s(α), speed of a share relative to the whole device. */
    public static double speed(double share, double kappa) {
        return Math.log1p(kappa * share) / Math.log1p(kappa);
    }

    private static void require(String name, double value, boolean valid, String expected) {
        if (!valid || !Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "%s is %s, expected %s".formatted(name, value, expected));
        }
    }
}
