package org.dsppo.policy.device.tuning;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.dsppo.policy.device.batchqueue.BatchQueue;
import org.dsppo.policy.device.batchqueue.BatchQueueSolver;

/**
 * Tunes one live device: the shipped controller behind a gate, with rates learned on the way and a
 * memory that survives restarts.
 */
public final class DeviceTuner {
    /** A rate that has faded to this stands for no arrivals. */
    private static final double SILENCE_PER_SECOND = 0.01;

    private final DeviceModel model;
    private final TunerOptions options;
    private final ForecastController controller;

    /**
     * @param model may be shared by the tuners of one thread
     */
    public DeviceTuner(DeviceModel model, TunerOptions options) {
        this.model = model;
        this.options = options;
        this.controller =
                new ForecastController(
                        new TuningSetting(
                                model, new double[0], options.reconfigurationSeconds(), null),
                        ForecastSettings.DEFAULT,
                        options.quantum());
    }

    /** What an untuned device is set to: equal shares, batches as long as memory allows. */
    public static DeviceConfiguration initial(DeviceModel model, ShareQuantum quantum) {
        DeviceConfiguration equal = model.equalShares();
        if (quantum == ShareQuantum.PERCENT) {
            return equal;
        }
        int slice = 7 / equal.size();
        int[] percents = new int[equal.size()];
        Arrays.fill(percents, 100 * slice / 7);
        return DeviceConfiguration.of(model.device(), percents, equal.batches());
    }

    /** The configuration for the next step; the present one while the gate is closed. */
    public DeviceConfiguration decide(TuningObservation observation) {
        if (isGateOpen(observation)) {
            return controller.decide(observation);
        }
        controller.learn(observation);
        return observation.configuration();
    }

    private boolean isGateOpen(TuningObservation observation) {
        if (options.gate() == 0) {
            return true;
        }
        for (int at = 0; at < model.device().size(); at++) {
            double limit = options.gate() * model.device().standaloneSeconds(at);
            double measured = observation.classes().get(at).tally().meanDelaySeconds();
            if (measured > limit || worstDelaySeconds(at, observation.configuration()) > limit) {
                return true;
            }
        }
        return false;
    }

    /** Mean delay at the rate now or, if that is worse, at one that has been seen to follow it. */
    private double worstDelaySeconds(int at, DeviceConfiguration configuration) {
        double worst = 0;
        for (RateForecast.Outcome outcome : controller.forecast(at).outcomes()) {
            boolean seen = outcome.probability() > ForecastSettings.DEFAULT.surgeProbability();
            if (seen && outcome.rate() > 0) {
                worst = Math.max(worst, delaySeconds(at, outcome.rate(), configuration));
            }
        }
        return worst;
    }

    /**
     * Mean delay of a class by the exact model if the present rate stays; none while none comes.
     */
    public OptionalDouble expectedDelaySeconds(int at, DeviceConfiguration configuration) {
        double rate = controller.forecast(at).level();
        return rate < SILENCE_PER_SECOND
                ? OptionalDouble.empty()
                : OptionalDouble.of(delaySeconds(at, rate, configuration));
    }

    /** Present arrival rate of a class, in tasks/s. */
    public double arrivalsPerSecond(int at) {
        return controller.forecast(at).level();
    }

    private double delaySeconds(int at, double rate, DeviceConfiguration configuration) {
        TunedDevice device = model.device();
        return BatchQueueSolver.solve(
                        new BatchQueue(
                                rate,
                                1,
                                configuration.batchMax(at),
                                device.waitingPlaces(),
                                device.tunedClass(at).law(),
                                configuration.share(at)))
                .meanDelaySeconds();
    }

    /** What was learned of the arrivals, by class. */
    public double[][] memory() {
        double[][] memory = new double[model.device().size()][];
        Arrays.setAll(memory, at -> controller.forecast(at).memory());
        return memory;
    }

    /** Takes up what another tuner of the same device learned. */
    public void remember(double[][] memory) {
        for (int at = 0; at < memory.length; at++) {
            controller.forecast(at).remember(memory[at]);
        }
    }
}
