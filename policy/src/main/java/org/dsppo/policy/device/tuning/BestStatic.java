package org.dsppo.policy.device.tuning;

/**
 * The one configuration that costs least over the true rates of the whole episode by the exact
 * model; at constant rates the optimum of the grid.
 */
final class BestStatic implements TuningController {
    private static final int SAMPLES = 60;

    private final TuningSetting setting;
    private DeviceConfiguration best;

    BestStatic(TuningSetting setting) {
        this.setting = setting;
    }

    @Override
    public DeviceConfiguration decide(TuningObservation observation) {
        if (best == null) {
            best = setting.model().best(this::meanCost);
        }
        return best;
    }

    private double meanCost(int at, int percent, int batch) {
        double sum = 0;
        double length = TuningEpisode.STEPS * TuningEpisode.STEP_SECONDS;
        double known = Double.NaN;
        double cost = 0;
        for (int sample = 0; sample < SAMPLES; sample++) {
            double rate = setting.truth().at(at, (sample + .5) * length / SAMPLES);
            if (rate != known) {
                cost = setting.model().perSecond(at, rate, percent, batch);
                known = rate;
            }
            sum += cost;
        }
        return sum / SAMPLES / setting.nominalRates()[at] / setting.nominalRates().length;
    }
}
