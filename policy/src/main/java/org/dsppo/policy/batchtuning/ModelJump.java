package org.dsppo.policy.batchtuning;

/**
 * Each step the best configuration for the smoothed rates, as if they stayed for ever.
 *
 * <p>With hysteresis it moves only where the model promises a gain of more than that part.
 */
final class ModelJump implements TuningController {
    private static final double SMOOTHING = .8;

    private final DeviceModel model;
    private final double hysteresis;
    private final RateFilter filter;

    ModelJump(DeviceModel model, double hysteresis) {
        this.model = model;
        this.hysteresis = hysteresis;
        this.filter = new RateFilter(model.device().size(), SMOOTHING);
    }

    @Override
    public DeviceConfiguration decide(TuningObservation observation) {
        double[] rates = filter.after(observation);
        DeviceConfiguration present = observation.configuration();
        DeviceConfiguration best = model.best(rates, present);
        boolean pays =
                hysteresis == 0
                        || model.score(best, rates)
                                < (1 - hysteresis) * model.score(present, rates);
        return pays ? best : present;
    }
}
