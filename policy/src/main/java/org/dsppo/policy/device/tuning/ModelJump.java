package org.dsppo.policy.device.tuning;

/**
 * Each step the best configuration for the smoothed rates, as if they stayed for ever.
 *
 * <p>With hysteresis it moves only where the model promises a gain of more than that part.
 */
final class ModelJump implements TuningController {
    private static final double SMOOTHING = .8;

    private final TuningSetting setting;
    private final double hysteresis;
    private final RateFilter filter;

    ModelJump(TuningSetting setting, double hysteresis) {
        this.setting = setting;
        this.hysteresis = hysteresis;
        this.filter = new RateFilter(setting.nominalRates().length, SMOOTHING);
    }

    @Override
    public DeviceConfiguration decide(TuningObservation observation) {
        DeviceModel model = setting.model();
        ClassCosts costs = setting.costsAt(filter.after(observation));
        DeviceConfiguration present = observation.configuration();
        DeviceConfiguration best = model.best(costs, present);
        boolean pays =
                hysteresis == 0
                        || model.cost(best, costs) < (1 - hysteresis) * model.cost(present, costs);
        return pays ? best : present;
    }
}
