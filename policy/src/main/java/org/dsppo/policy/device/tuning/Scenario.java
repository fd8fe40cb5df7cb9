package org.dsppo.policy.device.tuning;

import java.util.List;
import java.util.random.RandomGenerator;

/** How loads develop over an episode of the reference device. */
public final class Scenario {

    /** Draws the true rates of one episode. */
    @FunctionalInterface
    interface RatesOfEpisode {
        ArrivalRates draw(RandomGenerator random);
    }

    private final String name;
    private final double[] nominalRates;
    private final RatesOfEpisode rates;

    Scenario(String name, double[] nominalRates, RatesOfEpisode rates) {
        this.name = name;
        this.nominalRates = nominalRates;
        this.rates = rates;
    }

    public String name() {
        return name;
    }

    /** Λ, the mean rate of a class over time, in tasks/s. */
    public double nominalRate(int tunedClass) {
        return nominalRates[tunedClass];
    }

    ArrivalRates draw(RandomGenerator random) {
        return rates.draw(random);
    }

    /**
     * @throws IllegalArgumentException if there is none of this name
     */
    public static Scenario named(String name) {
        return Scenarios.all().stream()
                .filter(each -> each.name.equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "scenario is %s, expected one of %s"
                                                .formatted(name, Scenarios.all())));
    }

    /** The ten scenarios of the reference figures. */
    public static List<Scenario> all() {
        return Scenarios.all();
    }

    @Override
    public String toString() {
        return name;
    }
}
