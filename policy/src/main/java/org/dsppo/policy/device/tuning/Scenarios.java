package org.dsppo.policy.device.tuning;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** The ten scenarios: six with constant rates, four that change. */
final class Scenarios {
    private static final double LENGTH = TuningEpisode.STEPS * TuningEpisode.STEP_SECONDS;
    private static final double FLASH_SECONDS = 40;
    private static final double DIURNAL_PERIOD_SECONDS = 100;
    private static final double DIURNAL_SWING = .85;

    private static final List<Scenario> ALL =
            List.of(
                    constant("light", 20, 8, 15),
                    constant("medium", 150, 50, 120),
                    constant("asym-resnet", 400, 10, 30),
                    constant("asym-vgg", 40, 150, 30),
                    constant("heavy", 300, 90, 220),
                    constant("overload", 600, 200, 450),
                    bursty(),
                    drift(),
                    flash(),
                    diurnal());

    private Scenarios() {}

    static List<Scenario> all() {
        return ALL;
    }

    private static Scenario constant(String name, double... perSecond) {
        ArrivalRates rates = changing(perSecond, (at, seconds) -> perSecond[at]);
        return new Scenario(name, perSecond, random -> rates);
    }

    /** Each class switches between two rates on its own. */
    private static Scenario bursty() {
        double[] low = {60, 20, 40};
        double[] high = {400, 140, 330};
        double lowStay = 20;
        double highStay = 8;
        double[] mean = new double[3];
        for (int at = 0; at < 3; at++) {
            mean[at] = (low[at] * lowStay + high[at] * highStay) / (lowStay + highStay);
        }
        return new Scenario(
                "bursty",
                mean,
                random -> {
                    TwoStatePhases[] phases = new TwoStatePhases[3];
                    for (int at = 0; at < 3; at++) {
                        phases[at] =
                                TwoStatePhases.draw(
                                        -TuningEpisode.WARM_UP_SECONDS,
                                        LENGTH,
                                        lowStay,
                                        highStay,
                                        random);
                    }
                    return changing(
                            high, (at, seconds) -> phases[at].isHigh(seconds) ? high[at] : low[at]);
                });
    }

    private static Scenario drift() {
        double[] from = {400, 10, 40};
        double[] to = {40, 130, 200};
        double[] highest = {400, 130, 200};
        double[] mean = {220, 70, 120};
        ArrivalRates rates =
                changing(
                        highest,
                        (at, seconds) -> {
                            double part = Math.min(Math.max(seconds / LENGTH, 0), 1);
                            return from[at] + part * (to[at] - from[at]);
                        });
        return new Scenario("drift", mean, random -> rates);
    }

    /** The second class at five times its rate for a while, at a time that nobody knows. */
    private static Scenario flash() {
        double[] usual = {100, 30, 80};
        double factor = 5;
        double[] highest = {100, 30 * factor, 80};
        double[] mean = {100, 30 * (1 + (factor - 1) * FLASH_SECONDS / LENGTH), 80};
        return new Scenario(
                "flash",
                mean,
                random -> {
                    double start = Math.rint(LENGTH * (1.0 / 6 + .5 * random.nextDouble()));
                    return changing(
                            highest,
                            (at, seconds) ->
                                    at == 1 && seconds >= start && seconds < start + FLASH_SECONDS
                                            ? highest[at]
                                            : usual[at]);
                });
    }

    private static Scenario diurnal() {
        double[] mean = {170, 60, 140};
        double[] highest = Arrays.stream(mean).map(each -> each * (1 + DIURNAL_SWING)).toArray();
        ArrivalRates rates =
                changing(
                        highest,
                        (at, seconds) ->
                                mean[at]
                                        * (1
                                                + DIURNAL_SWING
                                                        * Math.sin(
                                                                2
                                                                        * Math.PI
                                                                        * (seconds
                                                                                        / DIURNAL_PERIOD_SECONDS
                                                                                + at / 3.0))));
        return new Scenario("diurnal", mean, random -> rates);
    }

    @FunctionalInterface
    private interface RateAt {
        double at(int tunedClass, double seconds);
    }

    private static ArrivalRates changing(double[] ceilings, RateAt rate) {
        return new ArrivalRates() {
            @Override
            public double at(int tunedClass, double seconds) {
                return rate.at(tunedClass, seconds);
            }

            @Override
            public double ceiling(int tunedClass) {
                return ceilings[tunedClass];
            }
        };
    }

    /**
     * Two phases by turns. Each lasts whole steps, geometrically many, so that in the mean a
     * controller is a step late and one that knows the future is not; begun in the long run's
     * proportions.
     */
    private record TwoStatePhases(double from, boolean[] high) {

        static TwoStatePhases draw(
                double from, double to, double lowStay, double highStay, RandomGenerator random) {
            boolean[] high =
                    new boolean[(int) Math.ceil((to - from) / TuningEpisode.STEP_SECONDS) + 1];
            high[0] = random.nextDouble() < highStay / (lowStay + highStay);
            for (int step = 1; step < high.length; step++) {
                double leave = TuningEpisode.STEP_SECONDS / (high[step - 1] ? highStay : lowStay);
                high[step] = high[step - 1] ^ random.nextDouble() < leave;
            }
            return new TwoStatePhases(from, high);
        }

        boolean isHigh(double seconds) {
            int step = (int) Math.floor((seconds - from) / TuningEpisode.STEP_SECONDS);
            return high[Math.min(Math.max(step, 0), high.length - 1)];
        }
    }
}
